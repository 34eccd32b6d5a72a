"""Days in between: what a way of disposal asks for before its result, and by when (环节时限)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from clues.models.clues import Clue
from clues.models.disposal import DisposalWay
from clues.querysets.clues import StageQuerySet


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
