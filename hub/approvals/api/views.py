"""An approval as its signers see it, and the three ways to decide.

Who sees the matter sees its approvals. A decision names, as ``If-Match``, the digest of what was seen.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from django.utils.http import parse_etags
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Person
from hub.access.looks import shown
from hub.access.models import Governed, What
from hub.approvals.actions import reject, return_to_initiator, sign
from hub.approvals.api.shapes import ApprovalRow, ApprovalShown, Decided, RefusalInput, SignInput
from hub.approvals.api.steps import moves_of, step_shown
from hub.approvals.models import Approval
from hub.approvals.purposes import purpose_of
from hub.approvals.sheets import steps_of, subject_of_decision
from hub.kernel.errors import NotVisible, PreconditionRequired
from hub.rest.idempotency import once
from hub.rest.links import link_to
from hub.rest.rows import row_of
from hub.rest.serializers import StrictSerializer
from hub.rest.views import KEY, MATCH, Door, strict_input


class ApprovalDetail(Door):
    """Steps, seats and signatures, and the content that is signed."""

    @extend_schema(responses=ApprovalShown)
    def get(self, request: Request, approval_id: int) -> Response:
        approval, row = _visible(approval_id, self.person)
        shown(request, row, What.SHEET, approval.pk)
        seen = subject_of_decision(approval, row)
        told = {
            **row_of(approval, ApprovalRow),
            "title": purpose_of(approval.purpose).title,
            "number": row.number,  # type: ignore[attr-defined]
            "url": link_to(row),
            "steps": [step_shown(line) for line in steps_of(approval, seen.digest)],
            "content": seen.content,
            "digest": seen.digest,
            "moves": moves_of(approval, self.person),
        }
        return Response(told, headers={"ETag": f'"{seen.digest}"'})


class Decision(Door):
    """POST a decision about exactly the content whose digest is named."""

    serializer_class: ClassVar[type[StrictSerializer]] = RefusalInput
    performs: ClassVar[Callable[..., Approval]]

    @extend_schema(parameters=[MATCH, KEY], responses=Decided)
    def post(self, request: Request, approval_id: int) -> Response:
        return once(request, lambda: self._decide(request, approval_id))

    def _decide(self, request: Request, approval_id: int) -> Response:
        _visible(approval_id, self.person)
        data = strict_input(self.serializer_class, request)
        decided = self.performs(approval_id, by=self.person, digest=_seen(request), **data)
        return Response({"id": decided.pk, "outcome": decided.outcome})


class SignApproval(Decision):
    """Approve the open step; an opinion may be added."""

    serializer_class = SignInput
    performs = staticmethod(sign)


class RejectApproval(Decision):
    """Refuse it, with the reason."""

    performs = staticmethod(reject)


class ReturnApproval(Decision):
    """Send it back to the initiator to be changed, with the reason."""

    performs = staticmethod(return_to_initiator)


def _visible(approval_id: int, person: Person) -> tuple[Approval, Governed]:
    """The approval and its matter. Raises NotVisible when either is absent or the matter is hidden."""
    approval = Approval.objects.filter(pk=approval_id).select_related("chain", "initiator").first()
    model = purpose_of(approval.purpose).model if approval else None
    row = model.objects.visible_to(person).filter(pk=approval.of_id).first() if model else None
    if row is None:
        raise NotVisible
    return approval, row


def _seen(request: Request) -> str:
    """The digest the signer names. A weak tag stays what it is and so matches nothing."""
    named = parse_etags(request.headers.get("If-Match", ""))
    if len(named) != 1 or named == ["*"]:
        raise PreconditionRequired
    return named[0].strip('"')
