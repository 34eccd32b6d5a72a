"""The whole ledger, for the audit administrator: who did what kind of thing to which row, never its text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.views.generic import TemplateView

from accounts import policies
from accounts.forms import LedgerFilter
from accounts.views.directory import Guarded
from hub.events.models import Entry
from hub.kernel.keyset import keyset_page
from hub.kernel.lists import chosen, narrowed


@dataclass(frozen=True, slots=True)
class Line:
    """A ledger line; `intact`: it still says what it said when it was written."""

    entry: Entry
    intact: bool

    @property
    def details(self) -> str:
        return ", ".join(f"{name} {value}" for name, value in self.entry.data.items())


class Ledger(Guarded, TemplateView):
    policy = staticmethod(policies.may_audit)
    template_name = "accounts/ledger.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = LedgerFilter(self.request.GET, queryset=Entry.objects.all(), request=self.request)
        found = narrowed(asked).select_related("by")
        page = keyset_page(self.request, found)
        lines = [Line(entry, entry.digest == entry.content_digest()) for entry in page.rows]
        return super().get_context_data(
            page=page, lines=lines, filter_form=asked.form, chosen=chosen(asked), **kwargs
        )
