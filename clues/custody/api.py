"""The ledger of hand-overs, over the interface."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from drf_spectacular.utils import extend_schema, extend_schema_view

from clues.custody.inputs import CustodyQuery
from clues.custody.models import Custody
from clues.custody.shapes import HandOverRow
from hub.kernel.keyset import newest
from hub.rest.paging import page_schema
from hub.rest.rows import rows_of
from hub.rest.views import ListView


@extend_schema_view(
    get=extend_schema(
        operation_id="custody_list", parameters=[CustodyQuery], responses=page_schema(HandOverRow)
    )
)
class HandOvers(ListView):
    """Hand-overs of clues the caller may see, newest first."""

    query_class = CustodyQuery

    def page(self, before: int | None, limit: int, **wanted: Any) -> Sequence[Any]:
        rows = Custody.objects.visible_to(self.person)
        if "unit" in wanted:
            rows = rows.of_unit(wanted["unit"])
        if "state" in wanted:
            rows = rows.in_state(wanted["state"])
        return rows_of(newest(rows, before, limit), HandOverRow)
