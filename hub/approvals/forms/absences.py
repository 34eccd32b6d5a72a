"""The shape of an absence with its proxy."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from accounts.querysets import PersonQuerySet
from hub.approvals.actions import NewAbsence
from hub.approvals.forms.people import PersonField
from hub.approvals.purposes import purposes
from hub.kernel.fields import DateInput


class AbsenceForm(forms.Form):
    """Who is away (only for whoever may say it of others), who signs meanwhile, from when until when."""

    person = forms.ModelChoiceField(label=_("Who is away"), queryset=Person.objects.none(), empty_label=None)
    from_on = forms.DateField(label=_("First day"), widget=DateInput)
    to_on = forms.DateField(label=_("Last day"), widget=DateInput)
    to = PersonField(label=_("Who signs meanwhile"))
    purposes = forms.MultipleChoiceField(
        label=_("What they sign"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Nothing ticked: everything."),
    )

    def __init__(
        self, *args: Any, by: Person, members: list[Person], people: PersonQuerySet, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        self.fields["to"].queryset = people  # type: ignore[attr-defined]
        self.fields["purposes"].choices = [(each.code, each.title) for each in purposes()]  # type: ignore[attr-defined]
        if not members:
            del self.fields["person"]
            return
        known = [by.pk, *(each.pk for each in members)]
        self.fields["person"].queryset = Person.objects.filter(pk__in=known).order_by("display_name")  # type: ignore[attr-defined]
        self.initial.setdefault("person", by.pk)

    def new_absence(self) -> NewAbsence:
        given = self.cleaned_data
        person = given.get("person") or self.by
        return NewAbsence(person, given["to"], given["from_on"], given["to_on"], given["purposes"])
