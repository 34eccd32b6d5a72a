"""Units, people, the posts that join them, and recusal."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import ClassVar, Self

from django.conf import settings
from django.contrib.auth.models import AbstractUser, Group
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.directory import Directory
from accounts.querysets import (
    FormerPostQuerySet,
    PersonManager,
    PostQuerySet,
    RecusalQuerySet,
    UnitQuerySet,
)
from accounts.standing import HeldPost, Standing, barred_since, standing_of
from accounts.terms import Initiative, LoadKind, RecusalGround, Role, UnitKind
from accounts.ties import LONGEST
from hub.access.reader import Reader
from hub.rules.held import held
from hub.rules.models import Level


class Unit(models.Model):
    """A unit of the commission or a body beside it (单位). An inspection team ends with its round."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    kind = models.CharField(_("kind"), max_length=30, choices=UnitKind)
    name = models.CharField(_("name"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=160, blank=True)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    territory = models.CharField(
        _("territory"), max_length=40, blank=True, help_text=_("administrative division code")
    )
    from_on = models.DateField(_("from"))
    to_on = models.DateField(_("to"), null=True, blank=True)
    # Which unit supervises this one in daily work: its dispatched group or linked office (联系单位).
    supervised_by = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="supervises"
    )

    objects = UnitQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")), name="unit_days_in_order"
            )
        ]

    def __str__(self) -> str:
        return self.name_en if self.name_en and get_language() == "en" else self.name

    def exists_on(self, day: date) -> bool:
        return self.from_on <= day and (self.to_on is None or day <= self.to_on)


class PostGroup(Group):
    """Everyone who acts for one unit in one role; grants name these groups."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="groups")
    role = models.CharField(_("role"), max_length=30, choices=Role)

    objects: ClassVar[models.Manager[PostGroup]] = models.Manager()  # type: ignore[assignment]

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "role"], name="one_group_per_unit_and_role")]

    def __str__(self) -> str:
        return f"{self.unit} · {self.get_role_display()}"


def directory() -> Directory[Unit, PostGroup]:
    """Units and groups as they are now."""
    return held(
        "directory", lambda: Directory.of(Unit.objects.order_by("pk"), PostGroup.objects.order_by("pk"))
    )


class Person(AbstractUser):
    """Someone who signs in, or a system that does (kind external system through its post).

    identity_key: match key of the person's own identity number; the number itself is not kept.
    branch, branch_key: the Party branch (党支部) they belong to, and the tie made of it.
    one_time_until: until when a password that somebody else chose can be used; None: it is the person's own.
    """

    display_name = models.CharField(_("name"), max_length=80)
    clearance = models.ForeignKey(
        Level, null=True, blank=True, on_delete=models.PROTECT, db_column="clearance", related_name="+"
    )
    identity_key = models.CharField(max_length=64, null=True, blank=True, unique=True)
    branch = models.CharField(_("Party branch"), max_length=120, blank=True)
    branch_key = models.CharField(max_length=LONGEST, blank=True, db_index=True)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES, blank=True)
    one_time_until = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[PersonManager] = PersonManager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(is_superuser=False, is_staff=False), name="no_superuser_exception"
            )
        ]

    def __str__(self) -> str:
        return self.display_name or self.username

    @cached_property
    def current_posts(self) -> list[Post]:
        """Posts valid today, as this instance saw them first (one request, one look)."""
        standing = self._standing
        return [Post.held(self, standing.groups[each.group], each) for each in standing.posts]

    @cached_property
    def _standing(self) -> Standing:
        return standing_of(self, lambda: directory().groups)

    @cached_property
    def _reader(self) -> Reader:
        return Reader(
            person_id=self.pk,
            group_ids=tuple(post.group_id for post in self.current_posts) if self.is_active else (),
            clearance=self.clearance_id,
            barred_keys=tuple(sorted(self._with_own(self._standing.barred))),
        )

    def barred_keys(self, since: date) -> set[str]:
        """Keys of what the person is recused from today: declared parties, themselves, units, a branch.

        since: a unit that was left on this day or later still counts.
        """
        return self._with_own(barred_since(self, since))

    def _with_own(self, keys: Iterable[str]) -> set[str]:
        return {*keys, self.identity_key or "", self.branch_key} - {""}

    def reader(self) -> Reader:
        return self._reader

    def look_again(self) -> None:
        """What was seen of the person before may have changed: it is asked anew."""
        for seen in ("current_posts", "_standing", "_reader"):
            self.__dict__.pop(seen, None)
        self.refresh_from_db()

    def holds(self, *roles: str, unit_id: int | None = None, kind: str | None = None) -> bool:
        """Whether a valid post has one of the roles (in the unit, in a unit of the kind)."""
        return self.is_active and any(
            post.group.role in roles
            and (unit_id is None or post.group.unit_id == unit_id)
            and (kind is None or post.group.unit.kind == kind)
            for post in self.current_posts
        )


class Post(models.Model):
    """A person's post: in which unit, in which role, from which day to which (任职)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="posts")
    group = models.ForeignKey(PostGroup, on_delete=models.PROTECT, related_name="posts")
    from_on = models.DateField(_("from"))
    to_on = models.DateField(_("to"), null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)  # ended by an administrator, at once

    objects = PostQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")), name="post_days_in_order"
            ),
            models.UniqueConstraint(fields=["person", "group", "from_on"], name="one_post_per_start"),
        ]
        indexes = [models.Index(fields=["group", "person"])]

    def __str__(self) -> str:
        return str(self.group)

    @classmethod
    def held(cls, person: Person, group: PostGroup, said: HeldPost) -> Self:
        """A post of today, as the person's one question gave it."""
        names = ("id", "person_id", "group_id", "from_on", "to_on", "ended_at")
        values = (said.pk, person.pk, group.pk, said.from_on, said.to_on, None)
        post = cls.from_db(person._state.db, names, values)
        post.person, post.group = person, group
        return post


class FormerPost(models.Model):
    """Where somebody worked before, inside the hub or outside (原任职单位), as far as no `Post` says so.

    unit_key: the tie to that unit, which bars them from its people for as long as the rule says.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="former_posts")
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    unit_name = models.CharField(_("unit as written"), max_length=160, blank=True)
    unit_key = models.CharField(max_length=LONGEST, db_index=True)
    from_on = models.DateField(_("from"), null=True, blank=True)
    to_on = models.DateField(_("to"))

    objects = FormerPostQuerySet.as_manager()

    class Meta:
        ordering = ["-to_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(from_on__isnull=True) | Q(to_on__gte=F("from_on")),
                name="former_post_days_in_order",
            ),
            models.UniqueConstraint(fields=["person", "unit_key", "to_on"], name="one_former_post_per_end"),
        ]

    def __str__(self) -> str:
        return str(self.unit or self.unit_name)


class Recusal(models.Model):
    """A person's recusal from a party (回避), kept by the party's match key: it can be declared before
    the party is known to the hub, and says nothing about whether it is."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="recusals")
    party_key = models.CharField(max_length=64, db_index=True)
    ground = models.CharField(_("ground"), max_length=20, choices=RecusalGround)
    initiative = models.CharField(
        _("initiative"), max_length=10, choices=Initiative, default=Initiative.OWN_DUTY
    )
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    from_on = models.DateField(_("from"))
    to_on = models.DateField(_("to"), null=True, blank=True)
    declared_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)  # ended by a person, at once
    ended_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    end_reason = models.CharField(_("reason of the end"), max_length=300, blank=True)

    objects = RecusalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True, end_reason="")
                | (Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(end_reason="")),
                name="recusal_end_has_person_and_reason",
            )
        ]


class Load(models.Model):
    """One file of units or of people that was gone through: how many rows added something, how many were
    there already; the rest is in `refused`."""

    kind = models.CharField(_("kind"), max_length=10, choices=LoadKind)
    file_name = models.CharField(_("file"), max_length=200)
    note = models.CharField(max_length=300, blank=True)  # what of the file was left unread
    added = models.PositiveIntegerField(_("added"))
    known = models.PositiveIntegerField(_("known"))
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name, verbose_name_plural = _("File of units or people"), _("Files of units or people")


class RefusedRow(models.Model):
    """A line of a file that was not taken over, and why; `sealed`: its cells, without any identity number."""

    load = models.ForeignKey(Load, on_delete=models.CASCADE, related_name="refused")
    line = models.PositiveIntegerField(_("line"))
    reason = models.CharField(_("reason"), max_length=300)
    sealed = models.BinaryField()

    class Meta:
        ordering = ["line"]
        constraints = [models.UniqueConstraint(fields=["load", "line"], name="one_refusal_per_line")]
