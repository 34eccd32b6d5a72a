"""The steps of an approval with their seats, and what the caller can do about the open one."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from accounts.models import Person
from hub.approvals.api.shapes import SignatureShown, StepRow
from hub.approvals.flow import SeatFlow
from hub.approvals.models import Approval, Seat
from hub.approvals.sheets import SeatLine, StepLine
from hub.kernel.transitions import available
from hub.rest.rows import row_of

# Transition of a seat -> route of its address; what has none is done at the matter.
ROUTES = {"approve": "signatures", "reject": "rejections", "return_to_initiator": "returns"}


def moves_of(approval: Approval, person: Person) -> list[dict[str, Any]]:
    """What the person may do with their seat in the open step; nothing without such a seat."""
    seat = Seat.objects.in_open_step(approval).held_by(person).order_by("pk").first()
    if seat is None:
        return []
    return [
        {
            "name": name,
            "allowed": verdict.allowed,
            "code": verdict.code,
            "reason": verdict.reason,
            "url": reverse(f"approvals-api:{ROUTES[name]}", args=[approval.pk]) if name in ROUTES else None,
        }
        for name, verdict in available(SeatFlow(seat), person)
    ]


def step_shown(line: StepLine) -> dict[str, Any]:
    step = line.step
    return {
        **row_of(step, StepRow),
        "name": str(step),
        "needed": step.needed(len(line.seats) or len(step.holders)),
        "seats": [_seat(seat) for seat in line.seats],
    }


def _seat(line: SeatLine) -> dict[str, Any]:
    return {
        "holder": str(line.seat),
        "state": line.seat.state,
        "earlier": line.earlier,
        "signature": row_of(line.signature, SignatureShown) if line.signature else None,
    }
