"""What stands on an approval sheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q
from django.utils.translation import gettext as _

from accounts.models import Person
from hub.approvals.models import Approval, Seat, Signature, Step
from hub.approvals.purposes import digest_of, purpose_of, seen_by_step
from hub.approvals.terms import Outcome, SeatState, StepKind, StepState
from hub.kernel.working_time import days_until


@dataclass(frozen=True, slots=True)
class Content:
    """What is to be signed or was signed, and its digest."""

    content: dict[str, Any]
    digest: str


def seat_asked(approval: Approval, person: Person) -> Seat | None:
    """The seat the person can take in the open step, their own first."""
    seats = Seat.objects.in_open_step(approval)
    own = seats.held_in_person(person).order_by("pk").first()
    return own or seats.held_by(person).order_by("pk").first()


def subject_of_decision(approval: Approval, row: Any, seat: Seat | None = None) -> Content:
    """The row as it is now while the approval runs; afterwards what the last signer saw.

    seat: whose step may hide a part of it.
    """
    last = None
    if approval.outcome != Outcome.RUNNING:
        signatures = Signature.objects.filter(seat__step__approval=approval).select_related("snapshot")
        last = signatures.order_by("-signed_at", "-pk").first()
    if last is not None:
        return Content(last.snapshot.content, last.snapshot.digest)
    content = purpose_of(approval.purpose).content(row)
    content = seen_by_step(content, seat.step.hidden if seat else [])
    return Content(content, digest_of(content))


@dataclass(frozen=True, slots=True)
class Difference:
    """One line that reads otherwise than what was signed before; empty text where there was none."""

    label: str
    before: str
    now: str


def differences(seat: Seat, content: Content) -> list[Difference]:
    """What has changed since this place was last decided; empty where it never was, or nothing has."""
    signatures = Signature.objects.filter(
        Q(seat__step=seat.step.first_id) | Q(seat__step__repeats=seat.step.first_id), seat__place=seat.place
    )
    last = signatures.select_related("snapshot").order_by("-signed_at", "-pk").first()
    if last is None or last.snapshot.digest == content.digest:
        return []
    lines = purpose_of(seat.step.approval.purpose).lines
    before, now = dict(lines(last.snapshot.content)), dict(lines(content.content))
    labels = [*now, *(label for label in before if label not in now)]
    return [
        Difference(str(label), before.get(label, ""), now.get(label, ""))
        for label in labels
        if before.get(label, "") != now.get(label, "")
    ]


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step of the chain with its seats."""

    step: Step
    seats: list[SeatLine]

    @property
    def days(self) -> int | None:
        return days_until(self.step.due_at)

    @property
    def told(self) -> bool:
        """Whether it says anything to a reader."""
        quiet = self.step.state in (StepState.INTERRUPTED, StepState.CANCELLED)
        return not quiet or any(seat.signature for seat in self.seats)


@dataclass(frozen=True, slots=True)
class SeatLine:
    """One seat; `earlier`: its signature stands under another content than the present one."""

    seat: Seat
    signature: Signature | None
    earlier: bool

    @property
    def decision(self) -> str:
        return decision_of(self.signature) if self.signature else ""


def steps_of(approval: Approval, digest: str) -> list[StepLine]:
    """The chain as it ran so far, in the order of time, and as it is to go on.

    Steps not reached have no seats yet; interrupted ones in which nobody signed are left out.
    """
    steps = approval.steps.select_related("added_by").prefetch_related(
        "seats__person",
        "seats__claimed_by",
        "seats__group__postgroup__unit",
        "seats__signature__person",
        "seats__signature__on_behalf_of",
        "seats__signature__snapshot",
    )
    steps = steps.order_by(F("opened_at").asc(nulls_last=True), "position")
    lines = [StepLine(step, [_seat_line(seat, digest) for seat in step.seats.all()]) for step in steps]
    return [line for line in lines if line.told]


def _seat_line(seat: Seat, digest: str) -> SeatLine:
    signature = getattr(seat, "signature", None)
    return SeatLine(seat, signature, earlier=signature is not None and signature.snapshot.digest != digest)


def decision_of(signature: Signature) -> str:
    """A signature in words, with what became of it; a revision is signed by submitting again."""
    kind, state = signature.seat.step.kind, SeatState(signature.seat.state)
    if state in (SeatState.TAKEN_BACK, SeatState.SENT_BACK):
        return str(state.label)
    if kind == StepKind.REVISE:
        return _("Submitted again")
    if kind == StepKind.ADVISE:
        return _("Opinion given")
    return str(SeatState(signature.decision).label)
