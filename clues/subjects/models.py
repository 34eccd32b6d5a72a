"""Subjects: the person or organisation a letter or clue is about (被反映人、被反映单位)."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.identity import keys_of
from accounts.models import Unit
from accounts.naming.search import LONGEST as LONGEST_KEY
from accounts.querysets import on_day
from accounts.terms import Scheme
from accounts.ties import LONGEST
from clues.subjects.terms import Authority, Position, SubjectKind


class StandingQuerySet(models.QuerySet[Any]):
    def current(self, day: date | None = None) -> Self:
        return self.filter(on_day(day or timezone.localdate()))


class SubjectQuerySet(models.QuerySet[Any]):
    def with_standing(self) -> Self:
        """Each with its standing of today as `standing_now`, a list."""
        now = SubjectStanding.objects.current().select_related("unit")
        return self.prefetch_related(Prefetch("standings", queryset=now, to_attr="standing_now"))

    def identified_by(self, scheme: str, number: str) -> Self:
        """The subject with this identifier."""
        return self.filter(identifiers__key__in=keys_of({scheme: number}).values())

    def named(self, name: str) -> Self:
        """Subjects of this name, who need not be one person."""
        return self.filter(name=name.strip())


class Subject(models.Model):
    """Who it is, by two identifiers: a name alone never makes two letters one subject."""

    kind = models.CharField(_("kind"), max_length=12, choices=SubjectKind, default=SubjectKind.PERSON)
    name = models.CharField(_("name"), max_length=120, db_index=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = SubjectQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name


class SubjectIdentifier(models.Model):
    """An identifier, kept as a match key to compare and as sealed text to read back where lawful.

    Two subjects may have the same one: who enters it is not told, those who may know are (`clues.related`).
    """

    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="identifiers")
    scheme = models.CharField(_("kind of identifier"), max_length=12, choices=Scheme)
    key = models.CharField(max_length=64)
    sealed = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "subject"], name="identifier_once_per_subject")]


class SubjectKey(models.Model):
    """A word by which the subject is found (`accounts.naming.search`)."""

    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="search_keys", db_index=False)
    key = models.CharField(max_length=LONGEST_KEY)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject", "key"], name="subject_key_once")]
        indexes = [
            models.Index(
                fields=["key", "subject"],
                opclasses=["varchar_pattern_ops", "int8_ops"],
                name="subject_by_key",
            )
        ]


class SubjectTie(models.Model):
    """What ties others to the subject today: a key for its unit, one for its Party branch (accounts/ties.py).

    Never read as an identifier: colleagues are many.
    """

    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="ties", db_index=False)
    key = models.CharField(max_length=LONGEST)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject", "key"], name="one_tie_per_key")]


class SubjectStanding(models.Model):
    """Post, unit, Party branch and managing authority of a subject over a time (任职及管理权限沿革)."""

    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="standings")
    post = models.CharField(_("post"), max_length=120, blank=True)
    unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("unit")
    )
    unit_name = models.CharField(_("unit as written"), max_length=160, blank=True)
    branch = models.CharField(_("Party branch"), max_length=120, blank=True)
    authority = models.CharField(_("managed by"), max_length=12, choices=Authority, default=Authority.UNKNOWN)
    territory = models.CharField(_("territory"), max_length=40, blank=True)
    position = models.CharField(_("position"), max_length=20, choices=Position, blank=True)
    from_on = models.DateField(_("from"))
    to_on = models.DateField(_("to"), null=True, blank=True)

    objects = StandingQuerySet.as_manager()

    class Meta:
        ordering = ["-from_on", "-pk"]

    def __str__(self) -> str:
        return " ".join(part for part in (str(self.unit or self.unit_name), self.post) if part)

    @property
    def place(self) -> str:
        """Where the subject belongs: the territory on file, else that of the unit; empty where unknown."""
        return self.territory or (self.unit.territory if self.unit else "")

    @property
    def as_written(self) -> str:
        """The same in whatever language a reader has chosen: what is signed must not depend on it."""
        return " ".join(part for part in (self.unit.name if self.unit else self.unit_name, self.post) if part)
