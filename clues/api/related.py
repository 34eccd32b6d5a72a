"""Related matters: asking the other unit to open them, and answering."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request

from accounts.models import Person
from clues.actions.related import answer_request, ask_to_open
from clues.api.inputs import RelatedAnswerInput, RelatedAskInput
from clues.api.related_shapes import OpeningRequestShown
from clues.models import OpeningRequest
from clues.related import Related
from hub.rest.views import CreateView, DossierView, TransitionView


def related_shown(related: Related) -> dict[str, Any]:
    return {
        "links": [clue.number for clue in related.links],
        "elsewhere": [
            {"unit": each.unit.code, "contact": each.contact.role if each.contact else None}
            for each in related.elsewhere
        ],
    }


class OpeningRequests(CreateView):
    """Ask a unit named in `related.elsewhere` to open what it has; 404 for whoever is not told of it."""

    serializer_class = RelatedAskInput

    def act(self, *, by: Person, number: str, **data: Any) -> OpeningRequest:
        return ask_to_open(number, by=by, **data)

    def location(self, row: OpeningRequest) -> str:
        return reverse("clues-api:opening-request", args=[row.pk])


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


class OpeningAnswers(TransitionView):
    """Grant or refuse a request to the caller's unit."""

    serializer_class = RelatedAnswerInput

    def find(self, request: Request, pk: int) -> QuerySet[OpeningRequest]:
        return OpeningRequest.objects.visible_to(self.person).filter(pk=pk)

    def act(self, row: OpeningRequest, *, by: Person, **data: Any) -> OpeningRequest:
        return answer_request(row.pk, by=by, **data)
