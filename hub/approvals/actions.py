"""Submitting, signing, returning, submitting again: the only place that writes approvals."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import Person
from hub.access.grants import Holders, grant
from hub.access.models import Governed
from hub.access.readers import party_keys
from hub.approvals.flow import ApprovalFlow, SeatFlow
from hub.approvals.kinds import REVISE, SIGN, Kind
from hub.approvals.models import Approval, Chain, Seat, Signature, Snapshot, Step
from hub.approvals.purposes import Purpose, digest_of, purpose_of
from hub.approvals.signers import copy_steps
from hub.approvals.terms import Outcome, SeatState, StepKind, StepState
from hub.approvals.turns import close, close_waiting, lay_out, open_next, tally
from hub.duties.actions import close_duties, open_duty
from hub.events.actions import record
from hub.kernel.errors import Conflict, Invalid, NotAllowed, Stale
from hub.kernel.transitions import enter, locked
from hub.kernel.verdict import deny


def submit_for_approval(row: Governed, *, purpose: Purpose, by: Person) -> Approval:
    """Send a locked row through the chain in force for the purpose.

    Raises Invalid when no chain is in force or a step fits nobody, Conflict when one is already running.
    """
    chain = Chain.objects.in_force(purpose.code).first()
    if chain is None:
        raise Invalid({"": [_("No approval chain is in force for this.")]}, code="no-chain")
    if Approval.objects.about(row).filter(outcome=Outcome.RUNNING).exists():
        raise Conflict(_("An approval of this is already running."), code="approval-running")
    approval = ApprovalFlow.start.run(
        steps=copy_steps(chain, purpose, row, by),
        purpose=purpose.code,
        chain=chain,
        of_label=row._meta.label_lower,
        of_id=row.pk,
        initiator=by,
    )
    _ask(_Turn(approval, row, purpose, by), Kind.SUBMITTED)
    return approval


def sign(approval_id: int, *, by: Person, digest: str, opinion: str = "") -> Approval:
    """Approve the open step. `digest` is that of the content the signer saw.

    Raises NotVisible, NotAllowed, Conflict (already decided) or Stale (the content is another by now).
    """
    return _decide(approval_id, SeatState.APPROVED, by=by, digest=digest, opinion=opinion)


def reject(approval_id: int, *, by: Person, digest: str, opinion: str) -> Approval:
    """Refuse; the reason is required. Raises as `sign` does, and Invalid without a reason."""
    return _decide(approval_id, SeatState.REJECTED, by=by, digest=digest, opinion=opinion)


def return_to_initiator(approval_id: int, *, by: Person, digest: str, opinion: str) -> Approval:
    """Send it back to be changed; afterwards it comes straight back. The reason is required."""
    return _decide(approval_id, SeatState.RETURNED, by=by, digest=digest, opinion=opinion)


def resubmit(row: Governed, *, by: Person, opinion: str = "") -> Approval:
    """The initiator has changed the (locked) row: only signers whose reviewed content changed sign again.

    With unchanged content it goes straight back to the step that returned it.
    """
    running = Approval.objects.about(row).filter(outcome=Outcome.RUNNING).first()
    if running is None:
        raise Conflict(_("No approval of this is running."), code="no-approval")
    with locked(Approval, pk=running.pk) as approval:
        turn = _Turn(approval, row, purpose_of(approval.purpose), by)
        seat = _seat_of(turn)
        snapshot = turn.snapshot()
        enter(SeatFlow(seat).resubmit, by=by)
        lay_out(approval, _asked_again(approval, snapshot), after=seat.step.position)
        _settle(turn, seat, snapshot, opinion)
        return approval


@dataclass(frozen=True, slots=True)
class _Turn:
    """What every part of a turn needs: the locked approval, the locked row, its purpose, the actor."""

    approval: Approval
    row: Any
    purpose: Purpose
    by: Person

    def snapshot(self) -> Snapshot:
        content = self.purpose.content(self.row)
        return Snapshot.objects.get_or_create(
            approval=self.approval, digest=digest_of(content), defaults={"content": content}
        )[0]


_REFUSALS = (SeatState.REJECTED, SeatState.RETURNED)
_MOVES = {
    SeatState.APPROVED: "approve",
    SeatState.REJECTED: "reject",
    SeatState.RETURNED: "return_to_initiator",
}


def _decide(approval_id: int, decision: SeatState, *, by: Person, digest: str, opinion: str) -> Approval:
    with _held(approval_id, by) as turn:
        seat = _seat_of(turn)
        if decision in _REFUSALS and not opinion.strip():
            raise Invalid({"opinion": [_("Please give the reason.")]}, code="reason-required")
        snapshot = turn.snapshot()
        if snapshot.digest != digest:
            raise Stale()
        enter(getattr(SeatFlow(seat), _MOVES[decision]), by=by)
        _settle(turn, seat, snapshot, opinion)
        return turn.approval


@contextmanager
def _held(approval_id: int, by: Person) -> Iterator[_Turn]:
    """Lock the matter, then its approval, always in this order; hidden and absent are one."""
    place = Approval.objects.filter(pk=approval_id).values_list("purpose", "of_id").first()
    purpose = purpose_of(place[0]) if place else None
    rows = purpose.model.objects.visible_to(by) if purpose else Approval.objects.none()
    with locked(rows, pk=place[1] if place else None) as row, locked(Approval, pk=approval_id) as approval:
        assert purpose is not None
        yield _Turn(approval, row, purpose, by)


def _seat_of(turn: _Turn) -> Seat:
    """The seat the actor can take in the open step, or the reason why there is none."""
    open_seats = Seat.objects.in_open_step(turn.approval).select_related("task")
    seat = open_seats.held_by(turn.by).order_by("pk").first()
    if seat is not None:
        seat.step.approval = turn.approval
        return seat
    seats = Seat.objects.filter(step__approval=turn.approval, signature__isnull=False)
    signed = seats.held_by(turn.by).order_by("-signature__signed_at").first()
    if turn.approval.outcome != Outcome.RUNNING or signed is not None:
        raise Conflict(
            _("This step has already been decided."),
            code="already-decided",
            happened={
                "outcome": turn.approval.outcome,
                "signed_by": str(signed.signature.person) if signed else "",
            },
        )
    raise NotAllowed(deny("not_your_seat", _("This signature is asked of somebody else.")))


def _settle(turn: _Turn, seat: Seat, snapshot: Snapshot, opinion: str) -> None:
    """Write the signature, decide the step if it can be, and let the flow turn."""
    seat.save(update_fields=["state"])
    Signature.objects.create(
        seat=seat, person=turn.by, decision=seat.state, opinion=opinion.strip(), snapshot=snapshot
    )
    close_duties(None, of=turn.row, by=turn.by, ref=turn.approval.pk, person=seat.person, group=seat.group)
    state = tally(seat.step)
    if state != StepState.OPEN:
        close(seat.step, state)
        close_duties(None, of=turn.row, by=turn.by, ref=turn.approval.pk)
        _FOLLOW[state](turn, seat.step)
    _finish(seat)
    if state == StepState.OPEN:
        record(Kind.STEP_SIGNED, by=turn.by, of=turn.row, data=_data(turn, seat.step))
    else:
        _after(turn, seat.step)


def _finish(seat: Seat) -> None:
    """Complete the seat's Viewflow task; the flow joins and turns under its own lock."""
    assert seat.task is not None
    with seat.task.activation() as activation:
        activation.assign(seat.signature.person)
        activation.start(None)
        activation.execute()


def _on_approved(turn: _Turn, step: Step) -> None:
    if open_next(turn.approval) is None:
        turn.approval.outcome = Outcome.APPROVED
        turn.approval.save(update_fields=["outcome"])


def _on_rejected(turn: _Turn, step: Step) -> None:
    close_waiting(turn.approval)
    turn.approval.outcome = Outcome.REJECTED
    turn.approval.save(update_fields=["outcome"])


def _on_returned(turn: _Turn, step: Step) -> None:
    revision = Step(
        kind=StepKind.REVISE,
        name="发起人修改",
        name_en="Revision by the initiator",
        holders=[["person", turn.approval.initiator_id]],
    )
    lay_out(turn.approval, [revision], after=step.position)
    open_next(turn.approval)


_FOLLOW = {
    StepState.APPROVED: _on_approved,
    StepState.REJECTED: _on_rejected,
    StepState.RETURNED: _on_returned,
}


def _after(turn: _Turn, step: Step) -> None:
    """Tell those concerned what the decided step led to."""
    outcome = Outcome(turn.approval.outcome)
    if outcome == Outcome.RUNNING:
        returned = step.state == StepState.RETURNED
        resubmitted = step.kind == StepKind.REVISE
        _ask(turn, Kind.RETURNED if returned else Kind.RESUBMITTED if resubmitted else Kind.STEP_SIGNED)
        return
    turn.purpose.decided(turn.row, outcome, turn.by)
    kind = Kind.APPROVED if outcome == Outcome.APPROVED else Kind.REJECTED
    record(kind, by=turn.by, of=turn.row, to=[turn.approval.initiator_id], data=_data(turn, step))


def _ask(turn: _Turn, kind: Kind) -> None:
    """The open step's seats: let their holders read the row, give them a duty and a notice."""
    step = turn.approval.steps.get(state=StepState.OPEN)
    seats = list(step.seats.open())
    groups = [seat.group_id for seat in seats if seat.group_id]
    people = [seat.person_id for seat in seats if seat.person_id]
    grant([turn.row], Holders(groups, people), purpose=turn.purpose.code, by=turn.by)
    duty = REVISE if step.kind == StepKind.REVISE else SIGN
    for seat in seats:
        open_duty(
            duty,
            of=turn.row,
            person=seat.person,
            group_id=seat.group_id,
            due_at=step.due_at,
            ref=turn.approval.pk,
        )
    asked = Person.objects.reading(
        groups=groups, named=people, rank=turn.row.classification_id, keys=party_keys(turn.row)
    ).values_list("pk", flat=True)
    record(kind, by=turn.by, of=turn.row, data=_data(turn, step))
    record(Kind.SIGNATURE_ASKED, by=turn.by, of=turn.row, to=asked, data=_data(turn, step))


def _data(turn: _Turn, step: Step) -> dict[str, Any]:
    return {"approval": turn.approval.pk, "step": step.position}


def _asked_again(approval: Approval, snapshot: Snapshot) -> list[Step]:
    """Copies of the steps to be signed again after a revision, in their order: those whose signers saw
    another content, and the one that returned it."""
    decided = approval.steps.filter(kind=StepKind.SIGN, state__in=[StepState.APPROVED, StepState.RETURNED])
    latest: dict[int, Step] = {}
    for step in decided.order_by("position"):
        latest[step.origin] = step
    return [_again(step) for _, step in sorted(latest.items()) if _outdated(step, snapshot)]


def _outdated(step: Step, snapshot: Snapshot) -> bool:
    seen = Signature.objects.filter(seat__step=step).exclude(snapshot=snapshot)
    return step.state == StepState.RETURNED or seen.exists()


def _again(step: Step) -> Step:
    return Step(
        origin=step.origin,
        name=step.name,
        name_en=step.name_en,
        mode=step.mode,
        quorum=step.quorum,
        deadline=step.deadline,
        holders=step.holders,
    )
