"""Shape of governed rows and of the grants that open them. The only room that knows django-guardian."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar, Protocol

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase

from hub.access.querysets import GovernedQuerySet, LookQuerySet, PastQuerySet
from hub.rules.models import Level


class AsItWas(Protocol):
    """What of a governed row decides who sees it, over time."""

    def rank_at(self, moment: datetime) -> int | None:
        """Rank of its classification; None before it was there."""

    def keys_at(self, moment: datetime) -> set[str]:
        """Keys of its parties."""

    def moments(self) -> set[datetime]:
        """When any of this changed."""


class Matter(models.Model):
    """A row that waits in inboxes and is told of by notices: it has a number, a title, a level, a page of its
    own, and its `objects` say by `visible_to` who sees it."""

    id = models.BigAutoField(primary_key=True)  # ascends with time: it is also the paging cursor
    classification = models.ForeignKey(
        Level,
        on_delete=models.PROTECT,
        db_column="classification",
        related_name="+",
        verbose_name=_("classification"),
    )

    class Meta:
        abstract = True


class Governed(Matter):
    """A row that only named readers see (受控记录).

    A subclass names its two grant tables by giving their `content_object` the related names
    `group_grants` and `person_grants`, and says by `parties` whom it is about.
    """

    # The reverse sides of the two grant tables.
    group_grants: Any
    person_grants: Any

    objects: ClassVar[Any] = GovernedQuerySet.as_manager()

    class Meta(Matter.Meta):
        abstract = True

    @classmethod
    def parties(cls) -> Sequence[models.QuerySet[Any]]:
        """Sets of rows with a `key` each: who a party is, and what ties them to others. Correlated to the
        governed row by OuterRef; none where the row concerns nobody."""
        return ()

    def as_it_was(self, until: datetime) -> AsItWas:
        """What decided who could see the row, up to the moment. `hub.access.past` asks it."""
        raise NotImplementedError


class Grant(models.Model):
    """What every grant says besides who and which row: what for, until when, by whom.

    `purpose` is a code declared in `hub.access.purposes`, or words.
    """

    purpose = models.CharField(_("purpose"), max_length=200)
    expires_at = models.DateTimeField(_("expires at"), null=True, blank=True)
    granted_at = models.DateTimeField(_("granted at"), auto_now_add=True)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("granted by"),
    )

    class Meta:
        abstract = True


class GroupGrant(Grant, GroupObjectPermissionBase):
    """A grant to everyone who holds a post of the group. Guardian's unique index
    (group, permission, row) also serves the newest-first merge."""

    class Meta(GroupObjectPermissionBase.Meta):
        abstract = True
        indexes = [
            models.Index(
                fields=["content_object", "permission", "group"],
                include=["expires_at"],
                name="%(class)s_probe",
            )
        ]


class PersonGrant(Grant, UserObjectPermissionBase):
    """A grant to one person by name."""

    class Meta(UserObjectPermissionBase.Meta):
        abstract = True
        indexes = [
            models.Index(
                fields=["content_object", "permission", "user"],
                include=["expires_at"],
                name="%(class)s_probe",
            )
        ]


class Past(models.Model):
    """What a row of another table said from a moment on (留痕).

    Written by the triggers that `hub_keep` makes and by nothing else; append-only. A row that was deleted is
    told of by a last version that is `gone`. `keys` name what the versions are versions of.
    """

    keys: ClassVar[tuple[str, ...]] = ("of_id",)

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    gone = models.BooleanField()
    of_id = models.BigIntegerField(db_index=True)

    objects: ClassVar[Any] = PastQuerySet.as_manager()

    class Meta:
        abstract = True


class PastGrant(Past):
    """A grant on a row of any governed model, as it was given, lengthened and taken back."""

    keys = ("label", "row_id", "group_id", "person_id")

    label = models.CharField(max_length=60)  # "clues.clue"
    row_id = models.BigIntegerField()
    group_id = models.IntegerField(null=True)
    person_id = models.BigIntegerField(null=True)
    purpose = models.CharField(max_length=200)
    expires_at = models.DateTimeField(null=True)
    granted_at = models.DateTimeField()
    by_id = models.BigIntegerField(null=True)
    of_id = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["label", "row_id"])]


class What(models.TextChoices):
    """What of a matter was looked at."""

    PAGE = "page", _("Page")
    INTERFACE = "interface", _("Interface")
    SHEET = "sheet", _("Approval sheet")
    PRINT = "print", _("Printed approval sheet")
    FILE = "file", _("File")
    IDENTITY = "identity", _("Reporter's identity")
    EXPORT = "export", _("Line of a table taken away")
    FOUND = "found", _("Found by number or name")


class Look(models.Model):
    """One look at a matter (阅看记录): who, at what, when, and through which grant.

    `part_id` is the file, the opening of the identity or the approval whose sheet it was; 0 for the whole.
    `purpose` and `group` are those of the grant that opened it. Looks of one person at one thing within one
    `minute` (since 1970) are one row. Append-only.
    """

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="looks")
    label = models.CharField(max_length=60)  # "clues.clue"
    row_id = models.BigIntegerField()
    what = models.CharField(_("what"), max_length=10, choices=What)
    part_id = models.BigIntegerField(default=0)
    at = models.DateTimeField(_("at"))
    minute = models.IntegerField()
    purpose = models.CharField(_("purpose"), max_length=200, blank=True)
    group = models.ForeignKey(Group, null=True, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[Any] = LookQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "label", "row_id", "what", "part_id", "minute"], name="one_look_a_minute"
            )
        ]
        indexes = [models.Index(fields=["label", "row_id", "-id"]), models.Index(fields=["person", "-id"])]
