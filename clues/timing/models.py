"""Until when something is awaited of a clue: every day there was, extensions and their rules, suspensions."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from clues.clue.models.clues import Clue
from clues.clue.terms import ClueState
from clues.motions.models import Motion
from clues.terms import Source
from clues.timing.terms import Awaited, DueBy
from hub.rules.models import Deadline


class DueDateQuerySet(models.QuerySet[Any]):
    def in_force(self) -> Self:
        """Of each clue the last day for each thing awaited."""
        later = self.model.objects.filter(
            clue=OuterRef("clue"), awaited=OuterRef("awaited"), pk__gt=OuterRef("pk")
        )
        return self.exclude(Exists(later))


class DueDate(models.Model):
    """A day on which a clue's opinion or result was or is due (期限沿革). Append-only: the last one holds.

    rule: the period it was first counted by; None for days from before they were kept.
    certain: False where the holidays of a year it was counted through were not published yet.
    """

    clue = models.ForeignKey(Clue, on_delete=models.PROTECT, related_name="due_dates")
    awaited = models.CharField(_("what is due"), max_length=10, choices=Awaited)
    due_at = models.DateTimeField(_("due"))
    certain = models.BooleanField(default=True)
    why = models.CharField(max_length=10, choices=DueBy, default=DueBy.RULE)
    rule = models.ForeignKey(Deadline, null=True, on_delete=models.PROTECT, related_name="+")
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    set_at = models.DateTimeField(auto_now_add=True)

    objects = DueDateQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]


class ExtensionRule(models.Model):
    """How often, how far and with whose approval a due day is put off: data, the first that fits holds.

    first, last: for which extensions of one day it is, counted from 1; without last for all further ones.
    most: code of the period by which it is put off at most; empty where the approval alone sets the end.
    document: whether the number of the superior's reply must be named. late: whether it may be asked for
    after the day, with a reason. chain: code of the approval chain.
    """

    code = models.SlugField(max_length=40, unique=True)
    position = models.PositiveSmallIntegerField()
    awaited = models.CharField(max_length=10, choices=Awaited)
    source_is = models.CharField(max_length=12, choices=Source, blank=True)
    first = models.PositiveSmallIntegerField(default=1)
    last = models.PositiveSmallIntegerField(null=True, blank=True)
    most = models.CharField(max_length=64, blank=True)
    document = models.BooleanField(default=False)
    late = models.BooleanField(default=False)
    chain = models.CharField(max_length=60, default="clue.extension")
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=120)
    basis = models.CharField(max_length=200)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name_en if get_language() == "en" else self.name


class ExtensionQuerySet(models.QuerySet[Any]):
    def granted(self, clue: Any, awaited: str) -> Self:
        return self.filter(motion__clue=clue, motion__carried=True, awaited=awaited)


class Extension(models.Model):
    """An extension asked for (延期申请): which day, until when, by which rule. Decided with its motion.

    before: the day as it was. late_reason: why it was asked for only after that day.
    """

    motion = models.OneToOneField(Motion, on_delete=models.PROTECT, related_name="extension")
    awaited = models.CharField(_("what is due"), max_length=10, choices=Awaited)
    rule = models.ForeignKey(ExtensionRule, on_delete=models.PROTECT, related_name="+")
    before = models.DateTimeField()
    until = models.DateTimeField(_("new day"))
    document = models.CharField(_("number of the superior's reply"), max_length=80, blank=True)
    late_reason = models.CharField(_("why it is asked for late"), max_length=300, blank=True)

    objects = ExtensionQuerySet.as_manager()


class SuspensionQuerySet(models.QuerySet[Any]):
    def open(self) -> Self:
        return self.filter(resumed_at=None)


class Suspension(models.Model):
    """One stretch in which a clue's time stands still (中止), from its approval to its resumption (恢复)."""

    clue = models.ForeignKey(Clue, on_delete=models.PROTECT, related_name="suspensions")
    motion = models.OneToOneField(Motion, on_delete=models.PROTECT, related_name="suspension")
    prior_state = models.CharField(max_length=12, choices=ClueState)
    stopped_at = models.DateTimeField(_("suspended at"), auto_now_add=True)
    resumed_at = models.DateTimeField(_("resumed at"), null=True, blank=True)
    resumed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    resume_reason = models.TextField(_("reason"), blank=True)

    objects = SuspensionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["clue"], condition=Q(resumed_at__isnull=True), name="one_suspension_at_a_time"
            )
        ]
