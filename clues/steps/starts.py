"""What people begin in the clue rooms beside registering a letter."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from accounts.models import Person, Unit
from accounts.policies import classifications_for
from accounts.terms import Role, UnitKind
from clues.actions.intercessions import Asked, matter_of, report_intercession
from clues.actions.receiving import NewReferral, receive_clue
from clues.actions.stock import open_stock_taking
from clues.actions.subjects import NewSubject
from clues.actions.upward import note_upward
from clues.api.inputs import SubjectInput
from clues.forms.letters import SubjectForm, usual_level_for
from clues.models import Category, Intercession
from clues.policies.clues import may_receive_referrals
from clues.policies.letters import may_register_letters
from clues.policies.stock import may_ask_for_stock
from clues.steps.choices import category_field
from clues.steps.days import ON_A_DAY, DatedForm, why_late
from clues.steps.rows import CLUE, SENT_ON, STOCK
from clues.terms import Approach, Superior, Upward
from hub.rest.fields import Chosen, Text
from hub.rules.models import Level
from hub.steps.choices import day_field, level_field, person_field, unit_field
from hub.steps.forms import LONGEST_TEXT, StepForm, paragraph
from hub.steps.rows import Rows
from hub.steps.shapes import StepInput
from hub.steps.starts import Start

INTERCESSION = Rows(
    model=Intercession,
    name="intercession",
    app="clues",
    page="intercessions/<slug:number>/",
    endpoint="intercessions/<number:number>",
)


class StockForm(StepForm):
    unit = unit_field(label=_("Unit"), empty_label=_("Choose"))

    def offer(self) -> None:
        counting = Unit.objects.existing().filter(groups__role=Role.CUSTODIAN).distinct().order_by("code")
        self.fields["unit"].queryset = counting  # type: ignore[attr-defined]


class UpwardForm(DatedForm):
    """Days and choices of a letter that is not entered."""

    day = "received_on"
    linked = ("kind",)
    described = {"organ": "Where it goes."}

    kind = forms.ChoiceField(label=_("The letter is"), choices=Upward, widget=forms.RadioSelect)
    organ = forms.ChoiceField(label=_("It goes to"), choices=Superior, widget=forms.RadioSelect)
    received_on = day_field(_("Received on"))


class IntercessionForm(DatedForm):
    day = "asked_on"
    described = {
        "asker_person": "User name, where they work here: they will not see the report.",
        "asked_on": ON_A_DAY,
    }

    asker = forms.CharField(label=_("Who asked"), max_length=160, help_text=_("Name, unit and post."))
    asker_person = person_field(
        label=_("The same, where they work here"),
        empty_label="—",
        required=False,
        help_text=_("They will not see this report, whatever their post."),
    )
    asked_on = day_field(_("It happened on"))
    approach = forms.ChoiceField(label=_("How"), choices=Approach, widget=forms.RadioSelect)
    said = forms.CharField(label=_("What was said"), max_length=5000, widget=paragraph())
    late_reason = why_late()

    def offer(self) -> None:
        super().offer()
        others = Person.objects.acting().exclude(pk=self.by.pk).order_by("display_name", "pk")
        self.fields["asker_person"].queryset = others  # type: ignore[attr-defined]

    def arguments(self) -> dict[str, Any]:
        return {"asked": Asked(**super().arguments())}


def _matter(person: Person, number: str) -> dict[str, Any]:
    matter = matter_of(number, person)
    return {"matter": matter, "level": matter.classification}


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


TAKE_STOCK = Start(
    name="stock-open",
    label=_("Take stock of a unit"),
    page="stock-takings/new/",
    address="stock-takings",
    makes=STOCK,
    action=open_stock_taking,
    done=_("The unit is asked to count."),
    may=may_ask_for_stock,
    form=StockForm,
    back="clues:stock-list",
    explains=_(
        "The unit's clue custodian gives the numbers of the clues that are really there, without being shown "
        "the ledger. You then see what differs."
    ),
)
NOTE_UPWARD = Start(
    name="sent-on-note",
    label=_("Note a letter that is sent on"),
    page="sent-on/note/",
    address="sent-on",
    makes=SENT_ON,
    action=note_upward,
    done=_("It is noted. Send the letter on and note the day."),
    may=may_register_letters,
    form=UpwardForm,
    template="clues/upward_form.html",
    back="clues:sent-on-list",
    explains=_(
        "Only the kind, the receiver, the day and your name are kept. The letter itself is neither entered "
        "nor copied; send it on as paper, within 5 working days of receipt."
    ),
)
REPORT_INTERCESSION = Start(
    name="intercession-report",
    label=_("Report an intercession"),
    page="intercessions/report/<slug:number>/",
    address="matters/<number:number>/intercessions",
    makes=INTERCESSION,
    action=report_intercession,
    done=_("It is reported."),
    form=IntercessionForm,
    template="clues/intercession_form.html",
    tells=_matter,
    explains=_(
        "Seen by you, the office that watches over the commission's own people and the principal leader; by "
        "nobody else who sees this matter."
    ),
)
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
    template="clues/clue_receive.html",
    back="clues:clue-list",
)
