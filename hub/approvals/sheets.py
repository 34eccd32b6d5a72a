"""What stands on an approval sheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from hub.approvals.models import Approval, Seat, Signature, Step
from hub.approvals.purposes import digest_of, purpose_of
from hub.approvals.terms import Outcome, SeatState, StepKind
from hub.kernel.working_time import days_until


@dataclass(frozen=True, slots=True)
class Content:
    """What is to be signed or was signed, and its digest."""

    content: dict[str, Any]
    digest: str


def subject_of_decision(approval: Approval, row: Any) -> Content:
    """The row as it is now while the approval runs; afterwards what the last signer saw."""
    last = None
    if approval.outcome != Outcome.RUNNING:
        signatures = Signature.objects.filter(seat__step__approval=approval).select_related("snapshot")
        last = signatures.order_by("-signed_at", "-pk").first()
    if last is not None:
        return Content(last.snapshot.content, last.snapshot.digest)
    content = purpose_of(approval.purpose).content(row)
    return Content(content, digest_of(content))


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step of the chain with its seats."""

    step: Step
    seats: list[SeatLine]

    @property
    def days(self) -> int | None:
        return days_until(self.step.due_at)


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
    """The chain as it ran so far and as it is to go on. Steps not reached have no seats yet."""
    steps = approval.steps.prefetch_related(
        "seats__person",
        "seats__group__postgroup__unit",
        "seats__signature__person",
        "seats__signature__snapshot",
    )
    return [StepLine(step, [_seat_line(seat, digest) for seat in step.seats.all()]) for step in steps]


def _seat_line(seat: Seat, digest: str) -> SeatLine:
    signature = getattr(seat, "signature", None)
    return SeatLine(seat, signature, earlier=signature is not None and signature.snapshot.digest != digest)


def decision_of(signature: Signature) -> str:
    """A signature in words; a revision is signed by submitting again."""
    if signature.seat.step.kind == StepKind.REVISE:
        return _("Submitted again")
    return str(SeatState(signature.decision).label)
