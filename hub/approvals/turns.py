"""How steps open, and when they are decided. Called with the approval's row locked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from django.db.models import F
from django.utils import timezone

from hub.approvals.models import Approval, Seat, Step
from hub.approvals.terms import SeatState, StepState
from hub.rules.deadlines import due


def lay_out(approval: Approval, steps: Sequence[Step], *, after: int = 0) -> None:
    """Insert unsaved steps behind a position; later steps move back."""
    approval.steps.filter(position__gt=after).update(position=F("position") + len(steps))
    for offset, step in enumerate(steps, 1):
        step.approval = approval
        step.position = after + offset
    Step.objects.bulk_create(steps)


def open_next(approval: Approval) -> Step | None:
    """Open the first waiting step and set out its seats; None when the chain has reached its end."""
    step = approval.steps.filter(state=StepState.WAITING).order_by("position").first()
    if step is None:
        return None
    now = timezone.now()
    step.state, step.opened_at, step.due_at = StepState.OPEN, now, due(step.deadline, now).at
    step.save(update_fields=["state", "opened_at", "due_at"])
    Seat.objects.bulk_create(Seat(step=step, **{f"{side}_id": pk}) for side, pk in step.holders)
    return step


def tally(step: Step) -> StepState:
    """What the step's signatures amount to now.

    One return sends the whole step back. Otherwise it is approved with as many approvals as it needs,
    and rejected as soon as that number can no longer be reached.
    """
    states = Counter(step.seats.values_list("state", flat=True))
    seats = sum(states.values())
    needed = step.needed(seats)
    if states[SeatState.RETURNED]:
        return StepState.RETURNED
    if states[SeatState.APPROVED] >= needed:
        return StepState.APPROVED
    if states[SeatState.REJECTED] > seats - needed:
        return StepState.REJECTED
    return StepState.OPEN


def close(step: Step, state: StepState) -> None:
    """Write the step's decision down; seats nobody needs any more are given up."""
    step.state, step.decided_at = state, timezone.now()
    step.save(update_fields=["state", "decided_at"])
    step.seats.open().update(state=SeatState.CANCELLED)


def close_waiting(approval: Approval) -> None:
    """Steps that will no longer be reached."""
    approval.steps.filter(state=StepState.WAITING).update(state=StepState.CANCELLED)
