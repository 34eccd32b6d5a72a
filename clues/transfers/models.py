"""Clues that go to other organs (移送)."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from clues.clue.models.clues import Clue
from clues.clue.terms import ClueState
from clues.motions.models import Motion


class TransferQuerySet(models.QuerySet[Any]):
    def running(self) -> Self:
        """Handed over, and neither signed for nor declined."""
        return self.filter(handed_at__isnull=False, ended_at=None)


class Transfer(models.Model):
    """One move of a clue to another organ, decided with its motion and signed for by the receiver.

    unit: an organ inside the hub; organ: the name of one outside. returns: back to the body it came from.
    values, proposed, proposed_organ: the facts of jurisdiction as they were, and whom they named.
    duties: keys of what waited for somebody when it was handed over. receipt: how the organ outside signed.
    """

    clue = models.ForeignKey(Clue, on_delete=models.PROTECT, related_name="transfers")
    motion = models.OneToOneField(Motion, on_delete=models.PROTECT, related_name="transfer")
    from_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    organ = models.CharField(_("organ outside the hub"), max_length=120, blank=True)
    returns = models.BooleanField(default=False)
    values = models.JSONField(default=dict)
    proposed = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    proposed_organ = models.CharField(max_length=120, blank=True)
    override_reason = models.CharField(_("reason for another organ"), max_length=500, blank=True)
    prior_state = models.CharField(max_length=12, choices=ClueState, blank=True)
    duties = models.JSONField(default=list)
    handed_at = models.DateTimeField(null=True, blank=True)
    received_on = models.DateField(_("received on"), null=True, blank=True)
    receipt = models.CharField(_("receipt"), max_length=120, blank=True)
    late_reason = models.CharField(_("why it is entered late"), max_length=300, blank=True)
    declined = models.BooleanField(default=False)
    decline_reason = models.TextField(_("reason"), blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = TransferQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(unit__isnull=False, organ="") | Q(unit__isnull=True) & ~Q(organ=""),
                name="transferred_to_one_organ",
            ),
            models.UniqueConstraint(
                fields=["clue"],
                condition=Q(handed_at__isnull=False, ended_at__isnull=True),
                name="one_transfer_at_a_time",
            ),
        ]

    @property
    def goes_to(self) -> str:
        return str(self.unit or self.organ)


class TransferOutcome(models.Model):
    """What an organ outside told of a clue it was given (移送结果反馈).

    final: the matter is ended there (办结), so that whoever reported it by name is told the result.
    """

    transfer = models.ForeignKey(Transfer, on_delete=models.PROTECT, related_name="outcomes")
    told_on = models.DateField(_("told on"))
    text = models.TextField(_("outcome"))
    final = models.BooleanField(_("the matter is ended there"), default=False)
    late_reason = models.CharField(_("why it is entered late"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
