"""An approval as its signers see it. Who sees the matter sees its approvals."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from hub.access.looks import note_look
from hub.access.models import What
from hub.approvals.api.shapes import ApprovalRow, ApprovalShown
from hub.approvals.api.steps import moves_shown, step_shown, talk_shown
from hub.approvals.opened import open_approval
from hub.approvals.purposes import purpose_of
from hub.approvals.sheets import steps_of
from hub.rest.links import link_to
from hub.rest.rows import row_of
from hub.rest.views import Door


class ApprovalDetail(Door):
    """Steps, seats and signatures, and the content that is signed."""

    @extend_schema(responses=ApprovalShown)
    def get(self, request: Request, approval_id: int) -> Response:
        opened = open_approval(approval_id, self.person)
        approval, row, seen = opened.approval, opened.matter, opened.subject
        note_look(request, row, What.SHEET, approval.pk)
        told = {
            **row_of(approval, ApprovalRow),
            "title": purpose_of(approval.purpose).title,
            "number": opened.number,
            "url": link_to(row),
            "steps": [step_shown(line) for line in steps_of(approval, seen.digest)],
            "content": seen.content,
            "digest": seen.digest,
            "moves": moves_shown(approval, self.person),
            **talk_shown(approval, self.person),
        }
        return Response(told, headers={"ETag": f'"{seen.digest}"'})
