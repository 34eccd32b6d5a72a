"""When a step's time has run out. Nothing is ever approved by the passing of time."""

from __future__ import annotations

from datetime import datetime

from accounts.models import Person
from hub.approvals.actions.asking import close_seat_duties, readers_among
from hub.approvals.actions.handing import hand_to
from hub.approvals.actions.turn import Turn
from hub.approvals.hand import take
from hub.approvals.kinds import Kind
from hub.approvals.models import Seat, Step
from hub.approvals.purposes import purpose_of
from hub.approvals.terms import StepState
from hub.kernel.acting import action
from hub.kernel.transitions import locked


def escalate_due(now: datetime) -> int:
    """Pass on every open step whose escalation time has come; returns how many."""
    late = Step.objects.filter(state=StepState.OPEN, escalate_at__lte=now)
    return sum(_escalate(step_id, now) for step_id in late.order_by("pk").values_list("pk", flat=True))


@action()
def _escalate(step_id: int, now: datetime) -> bool:
    """The open seats go to the escalation signers of the chain: the first who can read the matter."""
    place = Step.objects.filter(pk=step_id).values("approval_id", "approval__purpose", "approval__of_id")[0]
    purpose = purpose_of(place["approval__purpose"])
    with locked(purpose.model, pk=place["approval__of_id"]) as row:
        hand = take(place["approval_id"])
        step = hand.step(step_id)
        assert step is not None
        if step.state != StepState.OPEN or step.escalate_at is None or step.escalate_at > now:
            return False
        step.escalate_at = None
        step.save(update_fields=["escalate_at"])
        turn = Turn(hand, row, purpose, hand.approval.initiator, by_clock=True)
        taker = _taker(turn, step)
        late = hand.open_seats(step)
        told = _late_people(turn, late)
        if taker is not None:
            _pass_on(turn, late, taker)
        # Without somebody who could take it on, those who are late and the initiator are told again.
        turn.note(Kind.ESCALATED, to=[*told, hand.approval.initiator_id], step=step, taken=taker is not None)
        return taker is not None


def _pass_on(turn: Turn, late: list[Seat], taker: Person) -> None:
    close_seat_duties(turn, late)
    for seat in late:
        hand_to(turn, seat, taker, by=None)


def _late_people(turn: Turn, seats: list[Seat]) -> list[int]:
    groups = [seat.group_id for seat in seats if seat.group_id]
    return readers_among(turn, groups, [seat.person_id for seat in seats if seat.person_id])


def _taker(turn: Turn, step: Step) -> Person | None:
    for side, pk in step.escalation_holders:
        groups, people = ([pk], []) if side == "group" else ([], [pk])
        for person in readers_among(turn, groups, people):
            if person != turn.approval.initiator_id:
                return Person.objects.get(pk=person)
    return None
