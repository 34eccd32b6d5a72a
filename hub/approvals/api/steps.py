"""The steps of an approval with their seats, and what the caller can do about the open one."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from accounts.models import Person
from hub.approvals.api.shapes import CopyShown, QuestionShown, SignatureShown, StepRow, UrgeShown
from hub.approvals.models import Approval
from hub.approvals.moves import moves_of
from hub.approvals.sheets import SeatLine, StepLine, talk_of
from hub.kernel.verdict import Verdict
from hub.rest.rows import row_of


def moves_shown(approval: Approval, person: Person) -> list[dict[str, Any]]:
    """What the present state allows: with the person's seat in the open step, if any, and as a whole."""
    return [_move(approval, name, verdict) for name, verdict in moves_of(approval, person).items()]


def _move(approval: Approval, name: str, verdict: Verdict) -> dict[str, Any]:
    # To submit again is done at the matter, where it is changed.
    url = None if name == "resubmit" else reverse(f"approvals-api:{name}", args=[approval.pk])
    return {
        "name": name,
        "allowed": verdict.allowed,
        "code": verdict.code,
        "reason": verdict.reason,
        "url": url,
    }


def talk_shown(approval: Approval, person: Person) -> dict[str, Any]:
    talk = talk_of(approval, person)
    return {
        "copies": [row_of(each, CopyShown) for each in talk.copies],
        "urges": [row_of(each, UrgeShown) for each in talk.urges],
        "questions": [row_of(each, QuestionShown) for each in talk.questions],
    }


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
        "claimed_by": str(line.seat.claimed_by) if line.seat.claimed_by else None,
        "handed_by": str(line.seat.handed_by) if line.seat.handed_by else None,
        "note": line.seat.note,
        "earlier": line.earlier,
        "signature": row_of(line.signature, SignatureShown) if line.signature else None,
    }
