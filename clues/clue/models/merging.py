"""Clues about the same subject handled as one, and taken apart again (并案, 撤销并案)."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from clues.clue.terms import ClueState


class MergeQuerySet(models.QuerySet[Any]):
    def in_force(self) -> Self:
        return self.filter(merged_at__isnull=False, undone_at=None)


class Merge(models.Model):
    """One clue goes on within another. A link, never a move: both numbers stay, and undoing it restores the
    merged clue exactly as it was.

    prior_state, prior_version: the merged clue before. duties: keys of what waited for somebody then.
    opened_groups, opened_people: whom the merging opened the merged clue to.
    """

    main = models.ForeignKey("clues.Clue", on_delete=models.PROTECT, related_name="merged_here")
    clue = models.ForeignKey("clues.Clue", on_delete=models.PROTECT, related_name="merges")
    reason = models.TextField(_("reason"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    refused_at = models.DateTimeField(null=True, blank=True)
    merged_at = models.DateTimeField(null=True, blank=True)
    prior_state = models.CharField(max_length=12, choices=ClueState, blank=True)
    prior_version = models.PositiveIntegerField(default=0)
    duties = models.JSONField(default=list)
    opened_groups = models.JSONField(default=list)
    opened_people = models.JSONField(default=list)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    undo_reason = models.TextField(_("reason"), blank=True)

    objects = MergeQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(main=F("clue")), name="not_merged_into_itself"),
            models.UniqueConstraint(
                fields=["clue"],
                condition=Q(refused_at__isnull=True, undone_at__isnull=True),
                name="one_merge_at_a_time",
            ),
        ]

    @property
    def is_standing(self) -> bool:
        """Proposed or in force: neither refused nor undone."""
        return self.refused_at is None and self.undone_at is None

    @property
    def is_in_force(self) -> bool:
        return self.merged_at is not None and self.undone_at is None


class Split(models.Model):
    """A clue was split off from another: part of what is alleged goes its own way (拆分)."""

    origin = models.ForeignKey("clues.Clue", on_delete=models.PROTECT, related_name="splits")
    clue = models.OneToOneField("clues.Clue", on_delete=models.PROTECT, related_name="split_from")
    reason = models.TextField(_("reason"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
