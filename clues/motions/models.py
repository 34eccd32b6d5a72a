"""What one person proposes about a clue and others decide (提请)."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from clues.clue.models.clues import Clue
from clues.motions.terms import MotionKind


class MotionQuerySet(models.QuerySet[Any]):
    def open(self) -> Self:
        return self.filter(decided_at=None)


class Motion(models.Model):
    """One proposal about a clue, decided by the chain of its kind; more of it stands in a row of its kind.

    carried: None while it is open; False when it was refused, withdrawn, or the clue had gone on meanwhile.
    """

    clue = models.ForeignKey(Clue, on_delete=models.PROTECT, related_name="motions")
    kind = models.CharField(max_length=12, choices=MotionKind)
    reason = models.TextField(_("reason"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    carried = models.BooleanField(null=True)

    objects = MotionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["clue"], condition=Q(decided_at__isnull=True), name="one_open_motion"
            )
        ]
