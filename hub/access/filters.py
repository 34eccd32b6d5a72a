"""What the read log is narrowed by."""

from __future__ import annotations

from typing import Any

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from hub.access.matters import matter_numbered
from hub.access.models import Look, What
from hub.kernel.fields import DateInput


class LookFilter(filters.FilterSet):
    person = filters.CharFilter(label=_("User name"), field_name="person__username", lookup_expr="iexact")
    what = filters.ChoiceFilter(label=_("What"), choices=What, empty_label=_("All"))
    since = filters.DateFilter(label=_("From"), field_name="at", lookup_expr="date__gte", widget=DateInput)
    until = filters.DateFilter(label=_("To"), field_name="at", lookup_expr="date__lte", widget=DateInput)

    class Meta:
        model = Look
        fields: list[str] = []


class OwnLookFilter(LookFilter):
    person = None


class NumberedLookFilter(LookFilter):
    """Also by the matter's number: only for those who audit."""

    number = filters.CharFilter(label=_("Number"), method="numbered")

    def numbered(self, looks: Any, name: str, number: str) -> Any:
        row = matter_numbered(number.strip())
        return looks.at(row) if row else looks.none()
