"""What a person types to add an allegation, and to split some off."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from accounts.policies import classifications_for
from clues.actions.allegations import NewAllegation
from clues.actions.merging import NewPart
from clues.forms.steps import StepForm, paragraph
from clues.models import Allegation, Category, Letter
from hub.rules.models import Level


class AllegationForm(StepForm):
    """Another thing that is alleged; `by` chooses among the letters of the clue that they see."""

    text = forms.CharField(label=_("What is alleged"), max_length=50_000, widget=paragraph(5))
    category = forms.ModelChoiceField(label=_("Category"), queryset=Category.objects.all())
    letter = forms.ModelChoiceField(
        label=_("Letter that says it"), queryset=Letter.objects.visible_to(None), required=False
    )

    def __init__(self, *args: Any, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        letters = Letter.objects.visible_to(by).filter(clues=self.clue).order_by("pk")
        self.fields["letter"].queryset = letters  # type: ignore[attr-defined]

    def arguments(self) -> dict[str, Any]:
        typed = super().arguments()
        letter = typed.pop("letter")
        return {"new": NewAllegation(**typed, letter=letter.number if letter else "")}


class SplitForm(StepForm):
    """The part of what is alleged that goes its own way."""

    for_person = True
    title = forms.CharField(label=_("Title"), max_length=200)
    summary = forms.CharField(label=_("Main allegations"), widget=paragraph(5))
    category = forms.ModelChoiceField(label=_("Category"), queryset=Category.objects.all())
    allegations = forms.ModelMultipleChoiceField(
        label=_("Allegations that go with it"),
        queryset=Allegation.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "They leave this clue, where at least one stays. Choose none if what you wrote above is new."
        ),
    )
    level = forms.ModelChoiceField(label=_("Classification"), queryset=Level.objects.none())
    reason = forms.CharField(label=_("Reason"), max_length=500, widget=paragraph(2))

    def __init__(self, *args: Any, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        levels = classifications_for(by).filter(rank__gte=self.clue.classification_id)
        self.fields["level"].queryset = levels  # type: ignore[attr-defined]
        self.initial.setdefault("level", self.clue.classification_id)
        self.initial.setdefault("category", self.clue.category_id)
        self._offer(self.clue.allegations.all())

    def _offer(self, allegations: Any) -> None:
        """One alone has to stay: there is nothing to choose."""
        if len(allegations) > 1:
            self.fields["allegations"].queryset = allegations  # type: ignore[attr-defined]
        else:
            del self.fields["allegations"]

    def arguments(self) -> dict[str, Any]:
        typed = super().arguments()
        going = typed.pop("allegations", [])
        return {"new": NewPart(**typed, allegations=[each.pk for each in going])}
