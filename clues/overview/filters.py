"""What the lists of letters and clues are narrowed by."""

from __future__ import annotations

from typing import Any

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from clues.categories import Category
from clues.choices import ALL, holding_units
from clues.clue.models.clues import Clue
from clues.clue.terms import ClueState
from clues.letters.models.letters import Letter
from clues.letters.terms import LetterState
from clues.terms import Source
from hub.kernel.fields import DateInput


class LetterFilter(filters.FilterSet):
    state = filters.ChoiceFilter(label=_("State"), choices=LetterState, empty_label=ALL)
    source = filters.ChoiceFilter(label=_("Source"), choices=Source, empty_label=ALL)
    since = filters.DateFilter(
        field_name="received_on", lookup_expr="gte", label=_("Received from"), widget=DateInput
    )
    until = filters.DateFilter(field_name="received_on", lookup_expr="lte", label=_("to"), widget=DateInput)

    class Meta:
        model = Letter
        fields: list[str] = []


class ClueFilter(filters.FilterSet):
    state = filters.ChoiceFilter(label=_("State"), choices=ClueState, empty_label=ALL)
    source = filters.ChoiceFilter(label=_("Source"), choices=Source, empty_label=ALL)
    category = filters.ModelChoiceFilter(
        label=_("Category"), queryset=Category.objects.all(), method="of_category", empty_label=ALL
    )
    holder = filters.ModelChoiceFilter(label=_("Now at"), queryset=holding_units, empty_label=ALL)

    class Meta:
        model = Clue
        fields: list[str] = []

    def of_category(self, queryset: Any, name: str, category: Category) -> Any:
        """The category and everything beneath it; the tree has three storeys."""
        within = Category.objects.filter(pk=category.pk)
        for _storey in range(2):
            within = within | Category.objects.filter(parent__in=within.values("pk"))
        return queryset.filter(category__in=within.values("pk"))
