"""Reporting that somebody asked about a matter or put in a word."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from clues.choices import ON_A_DAY, DatedForm, why_late
from clues.intercessions.actions import Asked, matter_of, report_intercession
from clues.intercessions.rows import INTERCESSION
from clues.intercessions.terms import Approach
from hub.steps.choices import day_field, person_field
from hub.steps.forms import paragraph
from hub.steps.starts import Start


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


REPORT_INTERCESSION = Start(
    name="intercession-report",
    label=_("Report an intercession"),
    page="intercessions/report/<slug:number>/",
    address="matters/<number:number>/intercessions",
    makes=INTERCESSION,
    action=report_intercession,
    done=_("It is reported."),
    form=IntercessionForm,
    template="clues/intercessions/intercession_form.html",
    tells=_matter,
    explains=_(
        "Seen by you, the office that watches over the commission's own people and the principal leader; by "
        "nobody else who sees this matter."
    ),
)
