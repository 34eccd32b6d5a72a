"""Drawing a clue from a letter."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from accounts.policies import classifications_for
from clues.actions.routing import NewClue, register_clue
from clues.letter_standing import closed_to_drawing
from clues.models import Letter
from clues.policies.letters import may_draw
from clues.steps.choices import category_field
from clues.steps.rows import CLUE, LETTER
from hub.kernel.errors import Conflict
from hub.steps.choices import level_field
from hub.steps.forms import LONGEST_TEXT, StepForm, paragraph
from hub.steps.step import Step


class ClueForm(StepForm):
    """One subject and what is alleged of it, drawn from a letter."""

    described = {"subject": "Id of a subject of the letter."}

    subject = forms.IntegerField(label=_("Subject"), widget=forms.Select)
    title = forms.CharField(label=_("Title"), max_length=200)
    summary = forms.CharField(label=_("Main allegations"), max_length=LONGEST_TEXT, widget=paragraph(6))
    category = category_field()
    classification = level_field(empty_label=None)

    def offer(self) -> None:
        letter: Letter = self.row
        subjects = [(each.pk, str(each)) for each in letter.subjects.all()]
        self.fields["subject"].widget.choices = subjects  # type: ignore[attr-defined]
        levels = classifications_for(self.by, least=letter.classification_id)
        self.fields["classification"].queryset = levels  # type: ignore[attr-defined]
        self.initial.update(
            {
                "title": letter.title,
                "category": letter.category_id,
                "classification": letter.classification_id,
            }
        )

    def clean_subject(self) -> Any:
        subject = self.row.subjects.filter(pk=self.cleaned_data["subject"]).first()
        if subject is None:
            raise forms.ValidationError(_("The letter is not about this subject."))
        return subject

    def arguments(self) -> dict[str, Any]:
        return {"new": NewClue(**super().arguments())}


def _closed(letter: Letter, by: Person) -> Conflict | None:
    return closed_to_drawing(letter)


DRAW_CLUE = Step(
    slug="draw",
    label=_("Draw a clue"),
    done=_("Clue %(number)s is registered and with case management."),
    of=LETTER,
    may=may_draw,
    closed=_closed,
    action=register_clue,
    form=ClueForm,
    address="clues",
    makes=CLUE,
    template="clues/letter_draw.html",
)
