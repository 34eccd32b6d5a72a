"""What is asked next, and when a step is decided. Called with the approval's row locked.

A chain is a row of steps in the order of their first positions. Asked next is always the first of them that
was asked and is not answered any more, or was not asked yet. So a return, a signature taken back, a signer
added in front and a changed content need no way of their own: each only leaves something unanswered behind.
The table of all cases is docs/returns.md; tests/approvals/test_returns.py reads it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F
from django.utils import timezone

from hub.approvals.models import Approval, Seat, Step
from hub.approvals.purposes import digest_of, seen_by_step
from hub.approvals.terms import Mode, SeatState, StepKind, StepState
from hub.rules.deadlines import due

# A step in one of these states was never asked, or is asked no more.
_OUT_OF_PLAY = (StepState.WAITING, StepState.CANCELLED)


def lay_out(approval: Approval, steps: Sequence[Step], *, after: int = 0) -> None:
    """Insert unsaved steps behind a position; later steps move back."""
    approval.steps.filter(position__gt=after).update(position=F("position") + len(steps))
    for offset, step in enumerate(steps, 1):
        step.approval = approval
        step.position = after + offset
    Step.objects.bulk_create(steps)


def open_step(step: Step) -> Step:
    """Open the step and set out its seats."""
    now = timezone.now()
    step.state, step.opened_at, step.due_at = StepState.OPEN, now, due(step.deadline, now).at
    step.escalate_at = due(step.escalation, now).at if step.escalation else None
    step.save(update_fields=["state", "opened_at", "due_at", "escalate_at"])
    Seat.objects.bulk_create(
        Seat(step=step, place=place, **{f"{side}_id": pk}) for side, pk, place in step.places()
    )
    return step


def tally(step: Step) -> StepState:
    """What the step's signatures amount to now.

    One return sends the whole step back. An opinion is given however it was given. Otherwise the step is
    approved with as many approvals as it needs, and rejected as soon as that number can no longer be reached.
    """
    states = Counter(step.seats.exclude(state=SeatState.HANDED_OVER).values_list("state", flat=True))
    seats = sum(states.values())
    needed = step.needed(seats)
    if states[SeatState.RETURNED]:
        return StepState.RETURNED
    if step.kind == StepKind.ADVISE and not states[SeatState.OPEN]:
        return StepState.APPROVED
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


def open_next(approval: Approval, content: dict[str, Any]) -> Step | None:
    """Open what is to be asked next of people who see this content; None when everything is answered."""
    for asked in _asked(approval, content):
        if asked.waiting is not None:
            return open_step(asked.waiting)
        again = asked.again()
        if again is not None:
            lay_out(approval, [again], after=asked.latest.position)
            return open_step(again)
    return None


@dataclass(slots=True)
class _Asked:
    """One step of the chain with its repetitions, and what each of its places last said.

    waiting: the step, where it has not been asked yet. latest: its latest repetition. standing: place ->
    decision that still stands on the present content. holders: place -> who holds it now.
    """

    first: Step
    latest: Step
    waiting: Step | None = None
    standing: dict[int, str] = field(default_factory=dict)
    holders: dict[int, tuple[str, int]] = field(default_factory=dict)

    def again(self) -> Step | None:
        """The step to be laid out again for the places without a standing decision; None when it is met."""
        approved = sum(said == SeatState.APPROVED for said in self.standing.values())
        missing = self.first.needed(len(self.first.holders)) - approved
        if missing <= 0 or self._revised_or_advised():
            return None
        left = [place for _, _, place in self.first.places() if place not in self.standing]
        holders = [[*self.holders[place], place] for place in left]
        return _repetition(self.first, holders, missing)

    def _revised_or_advised(self) -> bool:
        return self.first.kind != StepKind.SIGN and self.latest.state == StepState.APPROVED


def _asked(approval: Approval, content: dict[str, Any]) -> list[_Asked]:
    """The chain in its order, steps cancelled for good left out."""
    steps = list(approval.steps.order_by("position"))
    chain: dict[int, _Asked] = {}
    for step in steps:
        if step.repeats_id is None and step.state != StepState.CANCELLED:
            waiting = step if step.state == StepState.WAITING else None
            places = {place: (side, pk) for side, pk, place in step.places()}
            chain[step.pk] = _Asked(step, step, waiting, holders=places)
        elif step.repeats_id in chain:
            chain[step.repeats_id].latest = step
    _take_in_seats(approval, chain, content)
    return list(chain.values())


def _take_in_seats(approval: Approval, chain: dict[int, _Asked], content: dict[str, Any]) -> None:
    digests: dict[tuple[str, ...], str] = {}
    seats = Seat.objects.filter(step__approval=approval).select_related("step", "signature__snapshot")
    for seat in seats.order_by("step__opened_at", "pk"):
        asked = chain.get(seat.step.first_id)
        if asked is None:
            continue
        asked.holders[seat.place] = seat.holder
        if seat.state in (SeatState.OPEN, SeatState.CANCELLED, SeatState.HANDED_OVER):
            continue
        hidden = tuple(seat.step.hidden)
        if hidden not in digests:
            digests[hidden] = digest_of(seen_by_step(content, hidden))
        stands = seat.state in (SeatState.APPROVED, SeatState.REJECTED)
        if stands and seat.signature.snapshot.digest == digests[hidden]:
            asked.standing[seat.place] = seat.state
        else:
            asked.standing.pop(seat.place, None)


def _repetition(first: Step, holders: list[list[Any]], missing: int) -> Step:
    return Step(
        repeats=first,
        kind=first.kind,
        name=first.name,
        name_en=first.name_en,
        mode=first.mode,
        quorum=missing if first.mode == Mode.QUORUM else None,
        deadline=first.deadline,
        same_person=first.same_person,
        hidden=first.hidden,
        editable=first.editable,
        escalation=first.escalation,
        escalation_holders=first.escalation_holders,
        fallback_holders=first.fallback_holders,
        added_by=first.added_by,
        part=first.part,
        note=first.note,
        holders=holders,
    )
