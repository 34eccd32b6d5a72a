"""Disposal: the opinion, the result with the subject's statement, the feedback."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from clues.models.clues import Clue
from clues.querysets.clues import FeedbackQuerySet, FollowUpQuerySet, HoldQuerySet, ResultQuerySet
from clues.terms import Finding, NextStep, Position, Proposal, Task


class DisposalWay(models.Model):
    """A way of disposing of a clue (处置方式), with its source: data, not code.

    chain: code of the approval chain. result_chain: code of the chain that approves the result, which then
    makes a proposal; empty where the handlers record it alone. deadline: code of the rule for the result;
    empty where none is fixed.
    """

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=80)
    source = models.CharField(max_length=200)
    article = models.CharField(max_length=64, blank=True)
    chain = models.CharField(max_length=60, default="clue.opinion")
    result_chain = models.CharField(max_length=60, blank=True)
    deadline = models.CharField(max_length=64, blank=True)
    next_step = models.CharField(max_length=10, choices=NextStep, default=NextStep.DISPOSE)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name_en if get_language() == "en" else self.name


class WayField(models.Model):
    """Something an opinion must say, or a document it must name, for one way of disposal."""

    way = models.ForeignKey(DisposalWay, on_delete=models.CASCADE, related_name="fields")
    position = models.PositiveSmallIntegerField()
    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=80)
    document = models.BooleanField(default=False)

    class Meta:
        ordering = ["way", "position"]
        constraints = [models.UniqueConstraint(fields=["way", "code"], name="one_way_field_per_code")]

    def __str__(self) -> str:
        return self.name_en if get_language() == "en" else self.name


class WayChain(models.Model):
    """Another chain for a way, where the subject holds a certain position: a condition as data."""

    way = models.ForeignKey(DisposalWay, on_delete=models.CASCADE, related_name="chains")
    position = models.CharField(max_length=20, choices=Position)
    chain = models.CharField(max_length=60)
    basis = models.CharField(max_length=200)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]


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
