"""What is asked next, and when a step is decided. Called with the approval in hand.

A chain is a row of steps in the order of their first positions. Asked next is always the first of them that
was asked and is not answered any more, or was not asked yet. So a return, a signature taken back, a signer
added in front and a changed content need no way of their own: each only leaves something unanswered behind.
The table of all cases is docs/returns.md; tests/approvals/test_returns.py reads it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from hub.approvals.hand import Hand
from hub.approvals.models import Seat, Step
from hub.approvals.terms import Mode, SeatState, StepKind, StepState
from hub.rules.deadlines import due

# The digest of what a step shows now.
Shown = Callable[[Step], str]
_OPENED = ["state", "opened_at", "due_at", "escalate_at", "task"]


def opened(step: Step, task: Any = None) -> Step:
    """The step, opened now; it is still to be written, with the engine's task (`write_opened`)."""
    now = timezone.now()
    step.state, step.opened_at, step.due_at = StepState.OPEN, now, due(step.deadline, now).at
    step.escalate_at = due(step.escalation, now).at if step.escalation else None
    step.task = task
    return step


def set_out(hand: Hand, step: Step) -> Step:
    """Set out the seats of a step that has been opened."""
    hand.set_out(Seat(step=step, place=place, **{f"{side}_id": pk}) for side, pk, place in step.places())
    return step


def write_opened(step: Step, task: Any) -> None:
    step.task = task
    step.save(update_fields=_OPENED)


def tally(step: Step, seats: Iterable[Seat]) -> StepState:
    """What the signatures of the step's seats amount to now.

    One return sends the whole step back. An opinion is given however it was given. Otherwise the step is
    approved with as many approvals as it needs, and rejected as soon as that number can no longer be reached.
    """
    states = Counter(seat.state for seat in seats if seat.state != SeatState.HANDED_OVER)
    number = sum(states.values())
    needed = step.needed(number)
    if states[SeatState.RETURNED]:
        return StepState.RETURNED
    if step.kind == StepKind.ADVISE and not states[SeatState.OPEN]:
        return StepState.APPROVED
    if states[SeatState.APPROVED] >= needed:
        return StepState.APPROVED
    if states[SeatState.REJECTED] > number - needed:
        return StepState.REJECTED
    return StepState.OPEN


def close(hand: Hand, step: Step, state: StepState) -> None:
    """Write the step's decision down; seats nobody needs any more are given up."""
    step.state, step.decided_at = state, timezone.now()
    step.save(update_fields=[*_OPENED, "decided_at"])
    hand.change(hand.open_seats(step), SeatState.CANCELLED)


def close_waiting(hand: Hand) -> None:
    """Steps that will no longer be reached."""
    waiting = [step for step in hand.steps if step.state == StepState.WAITING]
    if waiting:
        hand.approval.steps.filter(state=StepState.WAITING).update(state=StepState.CANCELLED)
    for step in waiting:
        step.state = StepState.CANCELLED


def open_next(hand: Hand, shown: Shown) -> Step | None:
    """Open what is to be asked next of people who are shown this; None when everything is answered."""
    for asked in _asked(hand, shown):
        if asked.waiting is not None:
            return set_out(hand, opened(asked.waiting))
        again = asked.again()
        if again is not None:
            hand.lay_out([again], after=asked.latest.position)
            return set_out(hand, opened(again))
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


def _asked(hand: Hand, shown: Shown) -> list[_Asked]:
    """The chain in its order, steps cancelled for good left out."""
    chain: dict[int, _Asked] = {}
    for step in hand.steps:
        if step.repeats_id is None and step.state != StepState.CANCELLED:
            waiting = step if step.state == StepState.WAITING else None
            places = {place: (side, pk) for side, pk, place in step.places()}
            chain[step.pk] = _Asked(step, step, waiting, holders=places)
        elif step.repeats_id in chain:
            chain[step.repeats_id].latest = step
    for seat in hand.seats:
        if seat.step.first_id in chain:
            _take_in(chain[seat.step.first_id], seat, hand, shown)
    return list(chain.values())


def _take_in(asked: _Asked, seat: Seat, hand: Hand, shown: Shown) -> None:
    asked.holders[seat.place] = seat.holder
    if seat.state in (SeatState.OPEN, SeatState.CANCELLED, SeatState.HANDED_OVER):
        return
    decided = seat.state in (SeatState.APPROVED, SeatState.REJECTED)
    if decided and hand.signatures[seat.pk].snapshot.digest == shown(seat.step):
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
