"""Adding what else is alleged."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from clues.allegations.actions import NewAllegation, add_allegation
from clues.allegations.policies import may_add_allegation
from clues.choices import category_field
from clues.clue.rows import CLUE
from clues.letters.models.letters import Letter
from hub.steps.forms import LONGEST_TEXT, StepForm, paragraph
from hub.steps.step import Step


class AllegationForm(StepForm):
    """Another thing that is alleged, and the letter of the clue that says it, by its number."""

    described = {"letter": "Number of the letter of the clue that says it."}

    text = forms.CharField(label=_("What is alleged"), max_length=LONGEST_TEXT, widget=paragraph(5))
    category = category_field()
    letter = forms.CharField(
        label=_("Letter that says it"), max_length=30, required=False, widget=forms.Select
    )

    def offer(self) -> None:
        letters = Letter.objects.visible_to(self.by).filter(clues=self.row).order_by("pk")
        offered = [(each.number, str(each)) for each in letters]
        self.fields["letter"].widget.choices = [("", "---------"), *offered]  # type: ignore[attr-defined]

    def arguments(self) -> dict[str, Any]:
        return {"new": NewAllegation(**super().arguments())}


ADD_ALLEGATION = Step(
    slug="allegation",
    label=_("Add an allegation"),
    done=_("The allegation is added."),
    of=CLUE,
    may=may_add_allegation,
    action=add_allegation,
    form=AllegationForm,
    address="allegations",
)
