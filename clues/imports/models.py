"""Files of letters: what came in, what was kept, what went to quarantine and why."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import PostGroup, Unit
from clues.holders import PETITION
from clues.letters.models.letters import Letter
from clues.terms import Source
from hub.access.querysets import reader_of
from hub.rest.openapi import described
from hub.rules.models import Level


@described
class ImportState(models.TextChoices):
    PREPARED = "prepared", _("To be started")
    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    CANCELLED = "cancelled", _("Cancelled")
    FAILED = "failed", _("Failed")


class ImportQuerySet(models.QuerySet[Any]):
    def visible_to(self, person: Any) -> Self:
        """The files of the petition offices the person registers for or heads, as far as they are cleared."""
        reader = reader_of(person)
        if reader.reads_nothing:
            return self.none()
        units = PostGroup.objects.filter(pk__in=reader.group_ids, role__in=PETITION).values("unit")
        return self.filter(unit__in=units, level__lte=reader.clearance)

    def light(self) -> Self:
        """Without the file, which may be 40 MB sealed."""
        return self.defer("sealed")

    def active(self) -> Self:
        """Those that a worker works on, or will."""
        return self.filter(Q(state="waiting") | Q(state="running"))

    def outlived(self, now: datetime) -> Self:
        """Those whose file has been kept long enough."""
        return self.filter(kept_until__lt=now, sealed__isnull=False)


class LetterImport(models.Model):
    """One file being registered row by row; it can be cancelled and resumed by whoever sent it.

    `sealed` is the file itself, kept until the last row is done, and while nobody works on it only
    `kept_until`. Where rows of it go upward and are `withheld` (line -> why), it is all other rows instead.
    `done` counts the rows that were dealt with, of `total`: the next to be read is row `done`.
    `source` and `level` hold for rows that say nothing else. `version` counts the changes that
    matter to whoever acts on it.
    """

    file_name = models.CharField(_("file"), max_length=200)
    sha256 = models.CharField(max_length=64)
    sealed = models.BinaryField(null=True)
    withheld = models.JSONField(default=dict)
    kept_until = models.DateTimeField(null=True, blank=True)
    mapping = models.JSONField(default=dict)  # column heading -> field of the letter, "" for none
    source = models.CharField(_("source"), max_length=12, choices=Source, default=Source.LETTER)
    level = models.ForeignKey(
        Level, on_delete=models.PROTECT, related_name="+", verbose_name=_("classification")
    )
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("petition office")
    )
    state = models.CharField(max_length=12, choices=ImportState, default=ImportState.PREPARED)
    problem = models.CharField(max_length=300, blank=True)
    note = models.CharField(max_length=300, blank=True)  # what of the file was left unread
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    objects = ImportQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name, verbose_name_plural = _("File of letters"), _("Files of letters")
        indexes = [models.Index(fields=["unit", "-id"])]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_active(self) -> bool:
        return self.state in (ImportState.WAITING, ImportState.RUNNING)

    def get_absolute_url(self) -> str:
        return reverse("clues:letter-import-detail", args=[self.pk])


class ImportedRowQuerySet(models.QuerySet[Any]):
    def quarantined(self) -> Self:
        return self.filter(letter=None)

    def remarked(self) -> Self:
        """Rows of which something could not be taken over."""
        return self.exclude(remark="")

    def outcomes(self) -> dict[str, int]:
        """How many rows ended as "registered", "known" and "quarantined"."""
        return self.aggregate(
            registered=Count("pk", filter=Q(letter__isnull=False, known=False)),
            known=Count("pk", filter=Q(known=True)),
            quarantined=Count("pk", filter=Q(letter=None)),
        )


class ImportedRow(models.Model):
    """What became of one line of a file: a letter, a repeat already known, or quarantine with a reason."""

    batch = models.ForeignKey(LetterImport, on_delete=models.PROTECT, related_name="rows")
    line = models.PositiveIntegerField(_("line"))
    letter = models.ForeignKey(Letter, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    known = models.BooleanField(default=False)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    remark = models.CharField(_("remark"), max_length=300, blank=True)  # what could not be taken over
    sealed = models.BinaryField(null=True)  # the bad row itself, so that nothing is lost

    objects = ImportedRowQuerySet.as_manager()

    class Meta:
        ordering = ["line"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "line"], name="one_outcome_per_line"),
            models.CheckConstraint(
                condition=Q(letter__isnull=False, reason="") | (Q(letter__isnull=True) & ~Q(reason="")),
                name="letter_or_reason",
            ),
        ]
