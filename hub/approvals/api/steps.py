"""The steps of an approval with their seats, and what the caller can do about the open one."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.urls import reverse

from accounts.models import Person
from hub.approvals.api.shapes import CopyShown, QuestionShown, SignatureShown, StepRow, UrgeShown
from hub.approvals.flow import RunFlow, SeatFlow
from hub.approvals.models import Approval, Seat, Urge
from hub.approvals.sheets import SeatLine, StepLine, seat_asked
from hub.approvals.terms import Outcome, StepKind
from hub.kernel.transitions import available
from hub.kernel.verdict import Verdict
from hub.rest.rows import row_of


def moves_of(approval: Approval, person: Person) -> list[dict[str, Any]]:
    """What the present state allows: with the person's seat in the open step, if any, and as a whole."""
    seat = seat_asked(approval, person)
    flows = [SeatFlow(seat)] if seat is not None else []
    last = _own_last_signature(approval, person)
    flows += [SeatFlow(last)] if last is not None else []
    return [
        _move(approval, *offer) for flow in (*flows, RunFlow(approval)) for offer in available(flow, person)
    ]


def _own_last_signature(approval: Approval, person: Person) -> Seat | None:
    """The seat of the approval's last signature where it is the person's: it may be taken back."""
    signed = Seat.objects.filter(step__approval=approval, signature__same_as=None, signature__isnull=False)
    last = signed.select_related("step__approval", "signature").order_by("-signature__signed_at").first()
    if last is None or last.signature.person_id != person.pk or last.step.kind == StepKind.REVISE:
        return None
    return last if approval.outcome == Outcome.RUNNING else None


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


def talk_of(approval: Approval, person: Person) -> dict[str, Any]:
    """What was said beside the signatures. A question concerns those two whose question it is."""
    urges = Urge.objects.filter(step__approval=approval).select_related("by")
    mine = approval.questions.filter(Q(by=person) | Q(to=person)).select_related("by", "to")
    return {
        "copies": [row_of(each, CopyShown) for each in approval.copies.select_related("person")],
        "urges": [row_of(each, UrgeShown) for each in urges],
        "questions": [row_of(each, QuestionShown) for each in mine],
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
        "earlier": line.earlier,
        "signature": row_of(line.signature, SignatureShown) if line.signature else None,
    }
