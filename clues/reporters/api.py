"""New evidence of a reporter, over the interface."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request

from clues.reporters.models import EvidenceCheck
from clues.reporters.shapes import EvidenceShown
from hub.rest.views import DossierView


@extend_schema_view(get=extend_schema(responses=EvidenceShown))
class EvidenceCheckDetail(DossierView):
    """New evidence of a reporter, for the heads of the unit that dealt with the clue."""

    def find(self, request: Request, pk: int) -> QuerySet[EvidenceCheck]:
        visible = EvidenceCheck.objects.visible_to(self.person).filter(pk=pk)
        return visible.select_related("clue", "objection")

    def show(self, row: EvidenceCheck, request: Request) -> dict[str, Any]:
        return {
            "id": row.pk,
            "clue": row.clue.number,
            "objection": row.objection.text,
            "raised_on": row.objection.raised_on,
            "answer": row.answer,
            "answered_at": row.answered_at,
            "version": row.version,
        }
