"""Hand-overs of clues between units (移交)."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from clues.clue.models.clues import Clue


class CustodyQuerySet(models.QuerySet[Any]):
    def visible_to(self, person: Any) -> Self:
        """Hand-overs of clues the person sees."""
        return self.filter(clue__in=Clue.objects.visible_to(person).values("pk"))

    def of_unit(self, unit: Any) -> Self:
        """Given by the unit or to it."""
        return self.filter(Q(from_unit=unit) | Q(to_unit=unit))

    def in_state(self, state: str) -> Self:
        """waiting, received or returned."""
        wanted = {
            "waiting": Q(received_at=None, returned_at=None),
            "received": Q(received_at__isnull=False, returned_at=None),
            "returned": Q(returned_at__isnull=False),
        }
        return self.filter(wanted[state])


class Custody(models.Model):
    """One hand-over of a clue (移交): signed by who gives and who receives, or returned with a reason.
    Rule: 监督执纪工作规则 art. 23; 监察法实施条例 art. 203."""

    clue = models.ForeignKey(Clue, on_delete=models.PROTECT, related_name="custodies")
    from_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    to_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(auto_now_add=True)
    note = models.TextField(_("note to the receiving unit"), blank=True)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    received_at = models.DateTimeField(null=True, blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)
    return_reason = models.TextField(_("reason for return"), blank=True)

    objects = CustodyQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["clue"],
                condition=Q(received_at__isnull=True, returned_at__isnull=True),
                name="one_open_hand_over",
            )
        ]
