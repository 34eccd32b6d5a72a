"""The ledger of hand-overs (移交台账), on a page and as a table file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from clues.clue.models.clues import Clue
from clues.custody.filters import CustodyFilter
from clues.custody.models import Custody
from hub.access.looks import note_taking
from hub.access.matters import highest_level
from hub.kernel.keyset import newest
from hub.lists.columns import MINUTE, Column, number, said, state, two_lines
from hub.lists.pages import Button, ListPage, Nothing
from hub.rules.models import Level
from hub.tables.quarantine import csv_bytes

LONGEST_FILE = 10_000  # lines of a ledger that is taken away


def _signed_for(each: Custody) -> str:
    if each.returned_at:
        who = format_html("{} {}", state(_("Returned"), "stopped"), each.received_by)
        return two_lines(who, f"{said(each.returned_at, MINUTE)} · {each.return_reason}")
    if each.received_at:
        return two_lines(each.received_by, said(each.received_at, MINUTE))
    return state(_("Not signed for"), "waiting")


class CustodyLedger(ListPage):
    """Who gave a clue to which unit, and who signed for it."""

    heading = _("Ledger of hand-overs")
    above = ("clues:clue-list", _("Clues"))
    columns = (
        number("clue.number", of=lambda each: each.clue),
        Column(_("From"), "from_unit"),
        Column(_("To"), "to_unit"),
        Column(_("Handed over by, at"), lambda each: two_lines(each.given_by, said(each.given_at, MINUTE))),
        Column(_("Signed for by, at"), _signed_for),
    )
    filter_class = CustodyFilter
    nothing = Nothing(
        _("No hand-overs"),
        _("Each time a clue goes from one unit to another, who gave it and who signed for it stand here."),
        "arrows-right-left",
    )

    def rows(self) -> Any:
        related = ("clue__classification", "from_unit", "to_unit", "given_by", "received_by")
        return Custody.objects.visible_to(self.person).order_by("-pk").select_related(*related)

    def level_of(self, rows: Sequence[Custody]) -> Level | None:
        return highest_level(each.clue for each in rows)

    def buttons(self) -> Iterator[Button]:
        yield Button(_("Stock-takings"), "clues:stock-list")
        if self.page.rows:
            file = f"{reverse('clues:custody-file')}?{self.request.GET.urlencode()}"
            yield Button(_("Table file"), icon="arrow-down-tray", address=file)


class CustodyFile(CustodyLedger):
    """The same as a table file in which no cell is a formula; numbers and signatures, no words of a clue.

    Each clue in it is in the read log.
    """

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        head = [_("Number"), _("From"), _("To"), _("Given by"), _("Given on")]
        head += [_("Signed for by"), _("Signed for on"), _("Returned on")]
        rows = list(newest(self.wanted, None, LONGEST_FILE))
        note_taking(request, Clue, [each.clue_id for each in rows])
        lines = [_cells(each) for each in rows]
        answer = HttpResponse(csv_bytes([[*map(str, head)], *lines]), content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = 'attachment; filename="custody.csv"'
        return answer


def _cells(each: Custody) -> list[str]:
    received = each.received_by if each.received_at or each.returned_at else None
    signed = [str(received or ""), said(each.received_at, MINUTE), said(each.returned_at, MINUTE)]
    given = [str(each.from_unit), str(each.to_unit), str(each.given_by), said(each.given_at, MINUTE)]
    return [each.clue.number, *given, *signed]
