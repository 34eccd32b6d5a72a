"""Related matters: asking the other unit to open them, and answering."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request

from clues.related.models import OpeningRequest
from clues.related.shapes import OpeningRequestShown
from hub.rest.views import DossierView


@extend_schema_view(get=extend_schema(responses=OpeningRequestShown))
class OpeningRequestDetail(DossierView):
    """A request to the caller's unit; for its heads."""

    def find(self, request: Request, pk: int) -> QuerySet[OpeningRequest]:
        visible = OpeningRequest.objects.visible_to(self.person).filter(pk=pk)
        return visible.select_related("clue__holder", "by")

    def show(self, row: OpeningRequest, request: Request) -> dict[str, Any]:
        asked = row.asked.visible_to(self.person).order_by("pk")
        return {
            "id": row.pk,
            "unit": row.clue.holder.code,
            "by": row.by.display_name,
            "reason": row.reason,
            "at": row.at,
            "asked": list(asked.values_list("number", flat=True)),
            "granted": row.granted,
            "until": row.until,
            "version": row.version,
        }
