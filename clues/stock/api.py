"""Stock-takings, over the interface."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request

from accounts.models import Person
from clues.stock.models import StockTaking
from clues.stock.shapes import StockLineRow, StockRow, StockShown
from hub.kernel.keyset import newest
from hub.rest.paging import page_schema
from hub.rest.rows import row_of, rows_of
from hub.rest.views import DossierView, ListView


@extend_schema_view(get=extend_schema(operation_id="stock_takings_list", responses=page_schema(StockRow)))
class StockTakings(ListView):
    """Stock-takings of the caller's side; asking a unit to count is for case managers."""

    def page(self, before: int | None, limit: int, **wanted: Any) -> Sequence[Any]:
        return rows_of(newest(StockTaking.objects.visible_to(self.person), before, limit), StockRow)


class OneStock:
    """Beside a view of one stock-taking."""

    person: Person

    def find(self, request: Request, number: str) -> QuerySet[StockTaking]:
        return StockTaking.objects.visible_to(self.person).filter(number=number)


@extend_schema_view(get=extend_schema(responses=StockShown))
class StockDetail(OneStock, DossierView):
    """One stock-taking with its differences, as far as the caller may see them."""

    def show(self, row: StockTaking, request: Request) -> dict[str, Any]:
        lines = row.lines.visible_to(self.person).order_by("pk")
        return {**row_of(row, StockRow), "lines": rows_of(lines, StockLineRow)}
