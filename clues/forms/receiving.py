"""What a case manager types to take in a clue of a partner body."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Person, Unit
from accounts.policies import classifications_for
from accounts.terms import UnitKind
from clues.actions.receiving import NewReferral
from clues.forms.days import why_late
from clues.forms.letters import SubjectForm, usual_level_for
from clues.forms.steps import paragraph
from clues.models import Category
from hub.kernel.fields import DateInput
from hub.rules.models import Level


class ReferralForm(SubjectForm):
    """The body's document, its one subject, and what is alleged."""

    sender = forms.ModelChoiceField(
        label=_("Passed on by"),
        queryset=Unit.objects.none(),
        required=False,
        empty_label=_("Not in the list"),
    )
    sender_name = forms.CharField(label=_("Sender as written"), required=False, max_length=120)
    document = forms.CharField(label=_("Number of the document"), max_length=80)
    received_on = forms.DateField(label=_("Received on"), widget=DateInput())
    late_reason = why_late()
    title = forms.CharField(label=_("Title"), max_length=200)
    summary = forms.CharField(label=_("Main allegations"), max_length=50000, widget=paragraph(6))
    category = forms.ModelChoiceField(label=_("Category"), queryset=Category.objects.all())
    level = forms.ModelChoiceField(label=_("Classification"), queryset=Level.objects.none(), empty_label=None)

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        partners = Unit.objects.existing().filter(kind=UnitKind.PARTNER)
        self.fields["sender"].queryset = partners  # type: ignore[attr-defined]
        self.fields["level"].queryset = classifications_for(person)  # type: ignore[attr-defined]
        self.initial.setdefault("level", usual_level_for(person))
        self.initial.setdefault("received_on", timezone.localdate())

    def new_referral(self) -> NewReferral:
        names = ("sender", "sender_name", "document", "received_on", "late_reason")
        said = {name: self.cleaned_data[name] for name in (*names, "title", "summary", "category", "level")}
        return NewReferral(subject=self.new_subject(), **said)
