"""Changing a clue's classification, told beforehand whose sight of it begins and ends."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.policies import classifications_for
from clues.classifying.actions import reclassify
from clues.classifying.previews import changed_by_level
from clues.clue.models.clues import Clue
from clues.clue.policies import may_manage
from clues.clue.rows import CLUE
from hub.steps.choices import level_field
from hub.steps.forms import StepForm, paragraph
from hub.steps.step import Step


class ReclassificationForm(StepForm):
    """Another classification; nobody is offered more than their own clearance."""

    described = {"classification": "Code of the new level: at least that of each letter."}

    classification = level_field(label=_("New classification"))
    reason = forms.CharField(label=_("Reason"), max_length=300, widget=paragraph(2))

    def offer(self) -> None:
        others = classifications_for(self.by).exclude(pk=self.row.classification_id)
        self.fields["classification"].queryset = others  # type: ignore[attr-defined]


def _weigh(clue: Clue, form: Any) -> dict[str, Any]:
    """The people who would begin and cease to see the clue."""
    begin, cease = changed_by_level(clue, form.cleaned_data["classification"])
    return {"begin": begin, "cease": cease}


RECLASSIFY = Step(
    slug="classification",
    label=_("Change the classification"),
    done=_("The classification is changed."),
    of=CLUE,
    may=may_manage,
    action=reclassify,
    form=ReclassificationForm,
    address="reclassifications",
    weigh=_weigh,
)
