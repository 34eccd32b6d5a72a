"""Disposal: the opinion, the result with the subject's statement, the feedback, being held."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from clues.clue.models.clues import Clue
from clues.clue.terms import ClueState
from clues.disposal.terms import Finding, Proposal
from clues.ways.models import DisposalWay


class DisposalOpinion(models.Model):
    """The handlers' proposal how to deal with a clue (处置意见); the approval decides.

    details: code of a field of the way -> what was written there.
    """

    clue = models.ForeignKey(Clue, on_delete=models.PROTECT, related_name="opinions")
    way = models.ForeignKey(
        DisposalWay, on_delete=models.PROTECT, related_name="+", verbose_name=_("way of disposal")
    )
    plan = models.TextField(_("plan"))
    details = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]

    @property
    def said(self) -> list[tuple[str, str]]:
        """What the way requires, in its order: (name of the field, text)."""
        return [
            (str(each), self.details[each.code])
            for each in self.way.fields.all()
            if each.code in self.details
        ]


class ResultQuerySet(models.QuerySet[Any]):
    def approved(self) -> Self:
        """Those that hold: recorded where nobody approves them, or approved."""
        return self.filter(approved=True)


class DisposalResult(models.Model):
    """What was found, and what the subject said to it. A statement, or why there is none, is required.

    proposal: what those who verified propose, where the way has its result approved. approved: False while
    that approval runs, and for good where it ended otherwise or another report took its place.
    """

    clue = models.ForeignKey(Clue, on_delete=models.PROTECT, related_name="results")
    finding = models.CharField(_("finding"), max_length=12, choices=Finding)
    report = models.TextField(_("report"))
    statement = models.TextField(_("statement of the subject"), blank=True)
    no_statement_reason = models.TextField(_("why there is no statement"), blank=True)
    proposal = models.CharField(_("proposal"), max_length=12, choices=Proposal, blank=True)
    approved = models.BooleanField(default=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects = ResultQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(statement="") | ~models.Q(no_statement_reason=""),
                name="subject_was_heard",
            )
        ]


class HoldQuerySet(models.QuerySet[Any]):
    def open(self) -> Self:
        return self.filter(ended_at=None)

    def to_review(self, now: datetime) -> Self:
        """Those of clues held now whose time is up, and whose handlers have not been asked yet."""
        return self.open().filter(review_at__lte=now, asked_at=None, clue__state=ClueState.HELD)


class Hold(models.Model):
    """One stretch of a clue being held (暂存待查): from a reason to the day it is looked at again.

    asked_at: when the handlers were asked to look. ended_at: it was held again, or taken up.
    """

    clue = models.ForeignKey(Clue, on_delete=models.PROTECT, related_name="holds")
    reason = models.TextField(_("reason"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    review_at = models.DateTimeField(_("to be looked at again"))
    asked_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.TextField(_("reason"), blank=True)

    objects = HoldQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["clue"], condition=models.Q(ended_at__isnull=True), name="one_hold_at_a_time"
            )
        ]
