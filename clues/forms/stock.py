"""What is typed to take stock, and what the ledger of hand-overs is narrowed by."""

from __future__ import annotations

from typing import Any

import django_filters as filters
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from accounts.terms import Role
from clues.actions.stock import numbers_in
from clues.forms.filters import ALL, holding_units
from clues.forms.steps import paragraph
from clues.models import Custody
from hub.kernel.fields import DateInput


class StockOpenForm(forms.Form):
    unit = forms.ModelChoiceField(label=_("Unit"), queryset=Unit.objects.none(), empty_label=_("Choose"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        counting = Unit.objects.existing().filter(groups__role=Role.CUSTODIAN).distinct().order_by("code")
        self.fields["unit"].queryset = counting  # type: ignore[attr-defined]


class StockCountForm(forms.Form):
    numbers = forms.CharField(
        label=_("Numbers of the clues your unit has"),
        required=False,
        max_length=200_000,
        widget=paragraph(12),
        help_text=_("One per line, or a column copied from your own ledger. Empty where the unit has none."),
    )

    def clean_numbers(self) -> list[str]:
        return numbers_in(self.cleaned_data["numbers"])


class StockSettleForm(forms.Form):
    line = forms.IntegerField(widget=forms.HiddenInput)
    how = forms.CharField(label=_("How it was settled"), max_length=1000, widget=paragraph(2))


class CustodyFilter(filters.FilterSet):
    """Hand-overs: by unit on either side, by state, by day of giving."""

    STATES = [("waiting", _("Not signed for")), ("received", _("Signed for")), ("returned", _("Returned"))]

    unit = filters.ModelChoiceFilter(
        label=_("Unit"), queryset=holding_units, method="of_unit", empty_label=ALL
    )
    state = filters.ChoiceFilter(label=_("State"), choices=STATES, method="in_state", empty_label=ALL)
    since = filters.DateFilter(
        field_name="given_at", lookup_expr="date__gte", label=_("Given from"), widget=DateInput
    )
    until = filters.DateFilter(
        field_name="given_at", lookup_expr="date__lte", label=_("to"), widget=DateInput
    )

    class Meta:
        model = Custody
        fields: list[str] = []

    def of_unit(self, queryset: Any, name: str, unit: Unit) -> Any:
        return queryset.of_unit(unit)

    def in_state(self, queryset: Any, name: str, state: str) -> Any:
        return queryset.in_state(state)
