"""The whole ledger, for the audit administrator: who did what kind of thing to which row, never its text."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts import policies
from accounts.forms import LedgerFilter
from accounts.views.directory import Directory
from hub.events.models import Entry
from hub.lists.columns import MUTED, NUMBER, SECOND, Column, day, named, state
from hub.lists.pages import Nothing


def _row(entry: Entry) -> str:
    return f"{entry.of_label} {entry.of_id}"


def _codes(entry: Entry) -> str:
    return ", ".join(f"{name} {value}" for name, value in entry.data.items())


def _unchanged(entry: Entry) -> Any:
    """Whether it still says what it said when it was written."""
    return _("Yes") if entry.digest == entry.content_digest() else state(_("No"), "stopped")


class Ledger(Directory):
    policy = staticmethod(policies.may_audit)
    heading = _("Ledger")
    columns = (
        Column(_("Line"), "pk", look=NUMBER),
        day(_("At"), "at", to=SECOND),
        Column(_("Event"), "title"),
        Column(_("By"), lambda entry: named(entry.by) if entry.by else _("The hub")),
        Column(_("Row"), _row, look=NUMBER),
        Column(_("Codes"), _codes, look=MUTED),
        Column(_("Unchanged"), _unchanged),
    )
    filter_class = LedgerFilter
    nothing = Nothing(_("No lines"), _("Nothing in the ledger meets these conditions."), "book-open")

    def rows(self) -> Any:
        return Entry.objects.select_related("by")
