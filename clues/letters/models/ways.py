"""What becomes of a letter beside a clue: returned, passed down to a lower level, found to frame somebody."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from clues.letters.models.letters import Letter
from clues.letters.terms import DecidingCommission, FramingDecision, LowerAnswer, ReturnGround


class LetterReturnQuerySet(models.QuerySet[Any]):
    def open(self) -> Self:
        return self.filter(decided_at=None)


class LetterReturn(models.Model):
    """A proposal to return a letter (退回), decided by the chain `letter.return`.

    Rule: 处理检举控告工作规则 art. 17.

    organ: where it goes instead, for the business of another organ. carried: None while it is open; False
    when it was refused or withdrawn. A change after a return in the approval is made here; what the signers
    saw before stands in the snapshots of the approval.
    """

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="returns")
    ground = models.CharField(_("ground for returning it"), max_length=12, choices=ReturnGround)
    organ = models.CharField(_("organ it goes to"), max_length=120, blank=True)
    reason = models.TextField(_("reason"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    carried = models.BooleanField(null=True)

    objects = LetterReturnQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["letter"], condition=Q(decided_at__isnull=True), name="one_open_return"
            ),
            models.CheckConstraint(
                condition=Q(ground=ReturnGround.NOT_OURS) ^ Q(organ=""), name="returned_to_an_organ_or_nobody"
            ),
        ]


class PassedDown(models.Model):
    """A letter on its way to a lower level (转送下级), until that level answers.

    Rule: 处理检举控告工作规则 art. 16.

    One that the lower level passes on to a unit of its own is answered so, and goes on in a row of its own.
    """

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="passes")
    from_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    to_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(_("reason"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    due_at = models.DateTimeField(null=True)
    answer = models.CharField(_("answer"), max_length=12, choices=LowerAnswer, blank=True)
    answer_reason = models.TextField(_("reason"), blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["letter"], condition=Q(answered_at__isnull=True), name="one_open_passing_down"
            )
        ]


class FramingFinding(models.Model):
    """A decision of a municipal or higher commission that a letter frames somebody, or one that lifts it.

    Nothing follows from it by itself. Neither is ever changed: what holds is the last of them, and it says
    nothing of who wrote the letter.
    """

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="framing_findings")
    decision = models.CharField(_("decision"), max_length=12, choices=FramingDecision)
    organ = models.CharField(_("decided by"), max_length=12, choices=DecidingCommission)
    document = models.CharField(_("number of the document"), max_length=80)
    decided_on = models.DateField(_("decided on"))
    late_reason = models.CharField(_("why it is entered late"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(organ__in=DecidingCommission.values), name="framing_found_by_a_higher_commission"
            )
        ]
