"""A correction, over the interface."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request

from clues.clue.policies import may_manage
from clues.corrections.models import Correction
from clues.corrections.shapes import CorrectionRow, CorrectionShown, ReceiverRow
from clues.corrections.told import receivers_of
from hub.access.looks import note_look
from hub.access.models import What
from hub.rest.rows import row_of
from hub.rest.views import DossierView


@extend_schema_view(get=extend_schema(responses=CorrectionShown))
class CorrectionDetail(DossierView):
    """What was said to be wrong, and what came of it."""

    def find(self, request: Request, pk: int) -> QuerySet[Correction]:
        visible = Correction.objects.visible_to(self.person).filter(pk=pk)
        return visible.select_related("clue", "asked_by")

    def show(self, row: Correction, request: Request) -> dict[str, Any]:
        note_look(request, row.clue, What.INTERFACE)
        receivers = receivers_of(row) if may_manage(row.clue, self.person) else []
        return {
            **row_of(row, CorrectionRow),
            "receivers": [row_of(each, ReceiverRow) for each in receivers],
        }
