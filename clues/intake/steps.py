"""Drawing a clue from a letter, taking in one of a partner body, taking it on."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from accounts.models import Person, Unit
from accounts.policies import classifications_for
from accounts.terms import UnitKind
from clues.categories import Category
from clues.choices import ON_A_DAY, DatedForm, category_field, why_late
from clues.clue.rows import CLUE
from clues.intake.actions.drawing import NewClue, register_clue
from clues.intake.actions.receiving import NewReferral, receive_clue, take_on
from clues.intake.policies import may_draw, may_receive_referrals
from clues.letters.forms import SubjectForm, usual_level_for
from clues.letters.inputs import SubjectInput
from clues.letters.models.letters import Letter
from clues.letters.rows import LETTER
from clues.letters.standing import closed_to_drawing
from clues.subjects.actions import NewSubject
from hub.kernel.errors import Conflict
from hub.rest.fields import Chosen, Text
from hub.rules.models import Level
from hub.steps.choices import day_field, level_field, unit_field
from hub.steps.forms import LONGEST_TEXT, StepForm, paragraph
from hub.steps.shapes import StepInput
from hub.steps.starts import Start
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
        subjects = [(each.subject_id, each.name) for each in letter.mentions.all()]
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
    template="clues/intake/letter_draw.html",
)


class ReferralForm(SubjectForm, DatedForm):
    """A partner body's document, its one subject, and what is alleged."""

    day = "received_on"

    sender = unit_field(label=_("Passed on by"), required=False, empty_label=_("Not in the list"))
    sender_name = forms.CharField(label=_("Sender as written"), required=False, max_length=120)
    document = forms.CharField(label=_("Number of the document"), max_length=80)
    received_on = day_field(_("Received on"))
    late_reason = why_late()
    title = forms.CharField(label=_("Title"), max_length=200)
    summary = forms.CharField(label=_("Main allegations"), max_length=LONGEST_TEXT, widget=paragraph(6))
    category = category_field()
    classification = level_field(empty_label=None)

    def offer(self) -> None:
        super().offer()
        partners = Unit.objects.existing().filter(kind=UnitKind.PARTNER)
        self.fields["sender"].queryset = partners  # type: ignore[attr-defined]
        self.fields["classification"].queryset = classifications_for(self.by)  # type: ignore[attr-defined]
        self.initial.setdefault("classification", usual_level_for(self.by))

    def arguments(self) -> dict[str, Any]:
        document = ("sender", "sender_name", "document", "received_on", "late_reason")
        alleged = ("title", "summary", "category", "classification")
        said = {name: self.cleaned_data[name] for name in (*document, *alleged)}
        return {"new": NewReferral(subject=self.new_subject(), **said)}


class ReferralInput(StepInput):
    subject = SubjectInput()
    title = Text(max_length=200)
    summary = Text(max_length=LONGEST_TEXT)
    category = Chosen(lambda: Category.objects.all(), help_text="Code of a category.")
    classification = Chosen(lambda: Level.objects.all(), help_text="Code of a level.")
    document = Text(max_length=80, help_text="Number of the body's document.")
    received_on = serializers.DateField(help_text=ON_A_DAY)
    sender = Chosen(lambda: Unit.objects.existing(), required=False, help_text="Code of the partner body.")
    sender_name = Text(max_length=120, required=False, allow_blank=True, help_text="Where there is no code.")
    late_reason = Text(max_length=300, required=False, allow_blank=True)

    def arguments(self) -> dict[str, Any]:
        said = super().arguments()
        subject = NewSubject(**said.pop("subject"))
        return {"new": NewReferral(subject=subject, **said)}


RECEIVE_CLUE = Start(
    name="clue-receive",
    label=_("Take in a clue"),
    page="clues/receive/",
    address="referrals",
    makes=CLUE,
    action=receive_clue,
    done=_("The clue is received; decide within five working days."),
    may=may_receive_referrals,
    form=ReferralForm,
    input=ReferralInput,
    fields=(("identifiers", "identifier"),),
    template="clues/intake/clue_receive.html",
    back="clues:clue-list",
)


TAKE_ON = Step(
    slug="take-on",
    label=_("Handle it here"),
    done=_("The clue is taken on; propose the unit in charge."),
    of=CLUE,
    transition="take_on",
    action=take_on,
    address="take-ons",
    confirm=_("It belongs to this commission and is handled here. Take it on?"),
)
