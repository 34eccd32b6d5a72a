"""Disposal: the opinion, the result with the subject's statement, the feedback."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from clues.models.clues import Clue
from clues.querysets import FeedbackQuerySet
from clues.terms import Finding


class DisposalWay(models.Model):
    """A way of disposing of a clue (处置方式), with its source: data, not code."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=80)
    source = models.CharField(max_length=200)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name_en if get_language() == "en" else self.name


class DisposalOpinion(models.Model):
    """The handlers' proposal how to deal with a clue (处置意见); the approval decides."""

    clue = models.ForeignKey(Clue, on_delete=models.PROTECT, related_name="opinions")
    way = models.ForeignKey(
        DisposalWay, on_delete=models.PROTECT, related_name="+", verbose_name=_("way of disposal")
    )
    plan = models.TextField(_("plan"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]


class DisposalResult(models.Model):
    """What was found, and what the subject said to it. A statement, or why there is none, is required."""

    clue = models.ForeignKey(Clue, on_delete=models.PROTECT, related_name="results")
    finding = models.CharField(_("finding"), max_length=12, choices=Finding)
    report = models.TextField(_("report"))
    statement = models.TextField(_("statement of the subject"), blank=True)
    no_statement_reason = models.TextField(_("why there is no statement"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(statement="") | ~models.Q(no_statement_reason=""),
                name="subject_was_heard",
            )
        ]


class Feedback(models.Model):
    """What the petition office may tell of the result (反馈)."""

    clue = models.ForeignKey(Clue, on_delete=models.PROTECT, related_name="feedbacks")
    to_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("feedback"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
