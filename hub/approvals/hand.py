"""A running approval as an action has it in hand: read once, and written so that it stays true."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F

from hub.approvals.models import Approval, Seat, Signature, Step
from hub.approvals.terms import SeatState, StepState
from hub.kernel.errors import NotVisible
from hub.kernel.transitions import hold


@dataclass(slots=True)
class Hand:
    """steps: by position, each with the approval. seats: in the order in which they were set out, each with
    its step. signatures: by the key of their seat."""

    approval: Approval
    steps: list[Step] = field(default_factory=list)
    seats: list[Seat] = field(default_factory=list)
    signatures: dict[int, Signature] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.approval.hand = self

    @property
    def open_step(self) -> Step | None:
        return next((step for step in self.steps if step.state == StepState.OPEN), None)

    def step(self, pk: int) -> Step | None:
        return next((step for step in self.steps if step.pk == pk), None)

    def seats_of(self, step: Step) -> list[Seat]:
        return [seat for seat in self.seats if seat.step_id == step.pk]

    def open_seats(self, step: Step | None) -> list[Seat]:
        """By key: the oldest first."""
        seats = self.seats_of(step) if step is not None else []
        return sorted((seat for seat in seats if seat.state == SeatState.OPEN), key=lambda seat: seat.pk)

    def last_signature(self) -> Signature | None:
        """The latest one, those that count at a second place included."""
        return max(self.signatures.values(), key=lambda each: (each.signed_at, each.pk), default=None)

    def lay_out(self, steps: Sequence[Step], *, after: int = 0) -> None:
        """Insert unsaved steps behind a position; later steps move back."""
        later = [step for step in self.steps if step.position > after]
        if later:
            self.approval.steps.filter(position__gt=after).update(position=F("position") + len(steps))
        for step in later:
            step.position += len(steps)
        for offset, step in enumerate(steps, 1):
            step.approval, step.position = self.approval, after + offset
        self.steps = sorted([*self.steps, *Step.objects.bulk_create(steps)], key=lambda step: step.position)

    def set_out(self, seats: Iterable[Seat]) -> list[Seat]:
        """Insert unsaved seats."""
        made = Seat.objects.bulk_create(seats)
        self.seats += made
        return made

    def sign(self, seat: Seat, **said: Any) -> Signature:
        signature = Signature.objects.create(seat=seat, decision=seat.state, **said)
        self.signatures[seat.pk] = signature
        return signature

    def change(self, seats: Sequence[Seat], state: SeatState) -> None:
        """Give seats another state."""
        if not seats:
            return
        Seat.objects.filter(pk__in=[seat.pk for seat in seats]).update(state=state)
        for seat in seats:
            seat.state = state


def take(approval_id: int) -> Hand:
    """Lock the approval and read it. Its matter is locked before: whoever changes its steps holds that, so
    what is read together with the row is as new as the row.

    Raises NotVisible where there is none.
    """
    steps = Step.objects.filter(approval=approval_id).select_related("approval", "task").order_by("position")
    hand = _hand(list(steps.select_for_update(of=("approval",))))
    hold(hand.approval, pk=approval_id)
    return hand


def read(approval: Approval) -> Hand:
    """The same of an approval that is locked already."""
    return _hand(list(approval.steps.select_related("task").order_by("position")), approval)


def _hand(steps: list[Step], approval: Approval | None = None) -> Hand:
    if not steps:
        raise NotVisible
    hand = Hand(approval or steps[0].approval, steps)
    known = {step.pk: step for step in steps}
    for step in steps:
        step.approval = hand.approval
    seats = Seat.objects.filter(step__in=known).select_related("signature__snapshot")
    for seat in seats.defer("signature__snapshot__content").order_by("step__opened_at", "pk"):
        seat.step = known[seat.step_id]
        signature = getattr(seat, "signature", None)
        if signature is not None:
            hand.signatures[seat.pk] = signature
        hand.seats.append(seat)
    return hand
