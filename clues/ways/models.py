"""Ways of disposing of a clue, what each requires, and the days in between (处置方式, 环节时限)."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from clues.clue.models.clues import Clue
from clues.subjects.terms import Position
from clues.ways.terms import NextStep


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


class WayStage(models.Model):
    """A stage of a way, with its source: data, not code. deadline: code of the rule.

    Each begins when the one before it was done, the first with the approval of the opinion."""

    way = models.ForeignKey(DisposalWay, on_delete=models.CASCADE, related_name="stages")
    position = models.PositiveSmallIntegerField()
    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=80)
    deadline = models.CharField(max_length=64)
    source = models.CharField(max_length=200)
    article = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["way", "position"]
        constraints = [
            models.UniqueConstraint(fields=["way", "code"], name="one_way_stage_per_code"),
            models.UniqueConstraint(fields=["way", "position"], name="one_way_stage_per_position"),
        ]

    def __str__(self) -> str:
        return self.name_en if get_language() == "en" else self.name


class StageQuerySet(models.QuerySet[Any]):
    def open(self) -> Self:
        return self.filter(done_on=None)


class Stage(models.Model):
    """One stage of one clue: due, and done on a day. A day before that of the entry has its reason."""

    clue = models.ForeignKey(Clue, on_delete=models.PROTECT, related_name="stages")
    what = models.ForeignKey(WayStage, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(auto_now_add=True)
    due_at = models.DateTimeField(null=True)
    done_on = models.DateField(_("done on"), null=True)
    note = models.TextField(_("note"), blank=True)
    late_reason = models.CharField(_("why it is entered late"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(null=True)

    objects = StageQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["clue", "what"], condition=models.Q(done_on=None), name="one_open_stage_of_a_kind"
            )
        ]
