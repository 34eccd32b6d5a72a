"""What is owed to the person after a clue came to nothing (告知、澄清)."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from clues.closing.terms import Task
from clues.clue.models.clues import Clue


class FollowUpQuerySet(models.QuerySet[Any]):
    def open(self) -> Self:
        return self.filter(told_on=None)


class FollowUp(models.Model):
    """One thing owed after a clue came to nothing (告知、澄清), closed with a day and a note.

    told_on is the day it was done; another day than that of the entry has its reason in late_reason.
    """

    clue = models.ForeignKey(Clue, on_delete=models.PROTECT, related_name="follow_ups")
    task = models.CharField(_("task"), max_length=16, choices=Task)
    opened_at = models.DateTimeField(auto_now_add=True)
    told_on = models.DateField(_("done on"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)
    late_reason = models.CharField(_("why it is entered late"), max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    entered_at = models.DateTimeField(null=True, blank=True)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["clue", "task"], condition=models.Q(told_on__isnull=True), name="one_open_follow_up"
            )
        ]
