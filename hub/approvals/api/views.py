"""An approval as its signers see it. Who sees the matter sees its approvals."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Person
from hub.access.looks import note_look
from hub.access.models import Governed, What
from hub.approvals.api.shapes import ApprovalRow, ApprovalShown
from hub.approvals.api.steps import moves_shown, step_shown, talk_shown
from hub.approvals.models import Approval
from hub.approvals.purposes import purpose_of
from hub.approvals.sheets import seat_asked, steps_of, subject_of_decision
from hub.kernel.errors import NotVisible
from hub.rest.links import link_to
from hub.rest.rows import row_of
from hub.rest.views import Door


class ApprovalDetail(Door):
    """Steps, seats and signatures, and the content that is signed."""

    @extend_schema(responses=ApprovalShown)
    def get(self, request: Request, approval_id: int) -> Response:
        approval, row = visible(approval_id, self.person)
        note_look(request, row, What.SHEET, approval.pk)
        seen = subject_of_decision(approval, row, seat_asked(approval, self.person))
        told = {
            **row_of(approval, ApprovalRow),
            "title": purpose_of(approval.purpose).title,
            "number": row.number,  # type: ignore[attr-defined]
            "url": link_to(row),
            "steps": [step_shown(line) for line in steps_of(approval, seen.digest)],
            "content": seen.content,
            "digest": seen.digest,
            "moves": moves_shown(approval, self.person),
            **talk_shown(approval, self.person),
        }
        return Response(told, headers={"ETag": f'"{seen.digest}"'})


def visible(approval_id: int, person: Person) -> tuple[Approval, Governed]:
    """The approval and its matter. Raises NotVisible when either is absent or the matter is hidden."""
    approval = Approval.objects.filter(pk=approval_id).select_related("chain", "initiator").first()
    model = purpose_of(approval.purpose).model if approval else None
    row = model.objects.visible_to(person).filter(pk=approval.of_id).first() if model else None
    if row is None:
        raise NotVisible
    return approval, row
