"""What stands on an approval sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from accounts.models import Person
from hub.access.models import Governed
from hub.approvals.course import course_of
from hub.approvals.models import (
    Approval,
    Copy,
    Question,
    Seat,
    Signature,
    Snapshot,
    Step,
    Urge,
)
from hub.approvals.purposes import Purpose, digest_of, purpose_of, seen_by_step
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


def returned_to(row: Governed, person: Person) -> bool:
    """Whether a signer returned the running approval of the row and the person is to change it."""
    running = Approval.objects.about(row).filter(outcome=Outcome.RUNNING).first()
    return running is not None and Seat.objects.in_open_step(running).to_revise().held_by(person).exists()


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
    before = last_snapshots([seat]).get(seat.pk)
    return differences_of(purpose_of(seat.step.approval.purpose), before, content.content) if before else []


def differences_of(purpose: Purpose, before: Snapshot, now: dict[str, Any]) -> list[Difference]:
    """The lines that read otherwise in the content now than in the snapshot."""
    if before.digest == digest_of(now):
        return []
    was, says = dict(purpose.lines(before.content)), dict(purpose.lines(now))
    labels = [*says, *(label for label in was if label not in says)]
    return [
        Difference(str(label), was.get(label, ""), says.get(label, ""))
        for label in labels
        if was.get(label, "") != says.get(label, "")
    ]


def last_snapshots(seats: Sequence[Seat]) -> dict[int, Snapshot]:
    """Seat -> what was last decided at its place, the step being asked again. One question."""
    firsts = {seat.step.first_id for seat in seats}
    signed = Signature.objects.filter(Q(seat__step__in=firsts) | Q(seat__step__repeats__in=firsts))
    latest = {
        (signature.seat.step.first_id, signature.seat.place): signature.snapshot
        for signature in signed.select_related("snapshot", "seat__step").order_by("signed_at", "pk")
    }
    places = {seat.pk: (seat.step.first_id, seat.place) for seat in seats}
    return {pk: latest[place] for pk, place in places.items() if place in latest}


def earlier_steps(seat: Seat) -> QuerySet[Step]:
    """Steps before the seat's own that have been signed: it can be sent back to any of them."""
    here = seat.step.repeats or seat.step
    signed = Seat.objects.filter(signature__isnull=False, step=OuterRef("pk"))
    return seat.step.approval.steps.filter(
        Exists(signed), kind=StepKind.SIGN, repeats=None, position__lt=here.position
    )


@dataclass(frozen=True, slots=True)
class Talk:
    """What was said beside the signatures."""

    copies: list[Copy]
    urges: list[Urge]
    questions: list[Question]


def talk_of(approval: Approval, person: Person) -> Talk:
    """Copies, urges, and the questions the person asked or was asked: a question concerns those two alone."""
    course = course_of(approval)
    questions = [each for each in course.questions if person.pk in (each.by_id, each.to_id)]
    return Talk(course.copies, course.urges, questions)


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

    @property
    def undone(self) -> bool:
        """Whether what was signed here counts no more."""
        return self.seat.state in (SeatState.TAKEN_BACK, SeatState.SENT_BACK)

    @property
    def away_until(self) -> date | None:
        """Until when somebody who has to sign in person is away; nobody signs that in their place."""
        if self.seat.state != SeatState.OPEN or not self.seat.step.part:
            return None
        purpose = self.seat.step.approval.purpose
        absences = self.seat.person.away_now  # type: ignore[union-attr]
        return max((each.to_on for each in absences if each.covers(purpose)), default=None)


def steps_of(approval: Approval, digest: str) -> list[StepLine]:
    """The chain as it ran so far, in the order of time, and as it is to go on.

    Steps not reached have no seats yet; interrupted ones in which nobody signed are left out.
    """
    course = course_of(approval)
    lines = [
        StepLine(step, [_seat_line(seat, digest) for seat in course.seats_of(step)]) for step in course.steps
    ]
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
