"""Pages of stock-takings (台账核对)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from clues.clue.models.clues import Clue
from clues.stock.models import StockLine, StockTaking
from clues.stock.policies import may_ask_for_stock
from clues.stock.rows import STOCK
from clues.stock.steps import COUNT_STOCK, SETTLE_STOCK
from hub.lists.columns import Column, day, number, standing
from hub.lists.pages import Button, ListPage, Nothing
from hub.rules.models import Level
from hub.steps.offers import form_for
from hub.steps.pages import RowPage


class StockList(ListPage):
    """Stock-takings of the person's side."""

    heading = _("Stock-takings")
    above = ("clues:custody-list", _("Ledger of hand-overs"))
    columns = (
        number(),
        Column(_("Unit"), "unit"),
        day(_("Asked on"), "asked_at"),
        standing(lambda each: "good" if each.settled_at else "waiting", lambda each: each.state),
    )
    nothing = Nothing(
        _("No stock-takings"),
        _(
            "Case management asks a unit for the numbers of the clues it has; what differs from the ledger "
            "is settled here."
        ),
        "clipboard-document-check",
    )

    def rows(self) -> Any:
        return StockTaking.objects.visible_to(self.person).select_related("unit", "office", "classification")

    def buttons(self) -> Iterator[Button]:
        if may_ask_for_stock(self.person):
            yield Button(_("Take stock of a unit"), "clues:stock-open", is_main=True)


class StockPage(RowPage, TemplateView):
    """One stock-taking: the custodian counts, both see what differs, case management settles."""

    template_name = "clues/stock/stock.html"
    rows = STOCK

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        stock, person = self.row, self.person
        lines = list(stock.lines.visible_to(person).select_related("settled_by"))
        return super().get_context_data(
            lines=[(line, self._holder_of(line)) for line in lines],
            count=form_for(COUNT_STOCK, stock, person),
            settle=form_for(SETTLE_STOCK, stock, person),
            **kwargs,
        )

    @property
    def level(self) -> Level:
        """The highest of what is shown."""
        shown_rows = (self.row, *self._seen.values())
        return max(shown_rows, key=lambda row: row.classification_id).classification

    @cached_property
    def _seen(self) -> dict[int, Clue]:
        """The clues of the lines that the person sees."""
        keys = self.row.lines.exclude(clue=None).values("clue")
        clues = Clue.objects.visible_to(self.person).filter(pk__in=keys)
        return {clue.pk: clue for clue in clues.select_related("holder", "classification")}

    def _holder_of(self, line: StockLine) -> Clue | None:
        return self._seen.get(line.clue_id) if line.clue_id else None
