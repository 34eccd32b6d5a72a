"""Endpoints of the steps of an approval: ``If-Match`` is the digest of the content that was seen."""

from __future__ import annotations

from typing import Any

from rest_framework.request import Request
from rest_framework.response import Response

from hub.approvals.api.shapes import Decided
from hub.approvals.rows import APPROVAL
from hub.steps.endpoints import StepDoor
from hub.steps.taking import Taken


class ApprovalDoor(StepDoor):
    """Answers how the approval stands. Nobody's input is looked at who does not see the matter."""

    shown = Decided

    def _take(self, request: Request, place: dict[str, Any]) -> Response:
        APPROVAL.find(self.person, place["approval_id"])
        return super()._take(request, place)

    def answer(self, taken: Taken) -> Response:
        approval = taken.row.approval
        return Response({"id": approval.pk, "outcome": approval.outcome})
