"""What the ledger of hand-overs is narrowed by."""

from __future__ import annotations

from typing import Any

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from clues.choices import ALL, holding_units
from clues.custody.models import Custody
from hub.kernel.fields import DateInput


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
