"""What every action on a running approval has in common: lock, find the seat, settle, turn, tell."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.utils.translation import gettext as _
from viewflow.workflow import STATUS

from accounts.models import Person
from hub.approvals.actions.asking import close_seat_duties, give_duty, settle_succession
from hub.approvals.actions.turn import Turn
from hub.approvals.kinds import Kind
from hub.approvals.models import Approval, Seat, Signature, Snapshot, Step
from hub.approvals.policies import may_sign, no_seat, principal_of
from hub.approvals.purposes import purpose_of
from hub.approvals.sheets import seat_asked
from hub.approvals.terms import Outcome, SamePerson, SeatState, StepKind, StepState
from hub.approvals.turns import close, close_waiting, open_next, tally
from hub.duties.actions import close_duties
from hub.duties.models import Duty
from hub.kernel.errors import Conflict, NotAllowed, Stale
from hub.kernel.transitions import locked


@contextmanager
def held(approval_id: int, by: Person) -> Iterator[Turn]:
    """Lock the matter, then its approval, always in this order; hidden and absent are one."""
    place = Approval.objects.filter(pk=approval_id).values_list("purpose", "of_id").first()
    purpose = purpose_of(place[0]) if place else None
    rows = purpose.model.objects.visible_to(by) if purpose else Approval.objects.none()
    with locked(rows, pk=place[1] if place else None) as row, locked(Approval, pk=approval_id) as approval:
        assert purpose is not None
        yield Turn(approval, row, purpose, by)


def seat_of(turn: Turn) -> Seat:
    """The seat the actor can take in the open step, their own first; or the reason why there is none."""
    seat = seat_asked(turn.approval, turn.by)
    if seat is not None:
        seat.step.approval = turn.approval
        return seat
    raise _no_seat(turn)


def _no_seat(turn: Turn) -> Exception:
    """Somebody else was quicker, or it was never theirs."""
    seats = Seat.objects.filter(step__approval=turn.approval, signature__isnull=False)
    signed = (
        seats.held_by(turn.by).select_related("signature__person").order_by("-signature__signed_at").first()
    )
    if turn.approval.outcome == Outcome.RUNNING and signed is None:
        return NotAllowed(no_seat(turn.approval, turn.by))
    return Conflict(
        _("This step has already been decided."),
        code="already-decided",
        happened={
            "outcome": turn.approval.outcome,
            "signed_by": str(signed.signature.person) if signed else "",
            "signed_at": signed.signature.signed_at.isoformat() if signed else "",
        },
    )


def seen(turn: Turn, seat: Seat, digest: str) -> Snapshot:
    """What the signer sees now. Raises Stale where it is another content than the digest names."""
    snapshot = turn.snapshot(seat.step)
    if snapshot.digest != digest:
        raise Stale()
    return snapshot


def settle(turn: Turn, seat: Seat, snapshot: Snapshot, opinion: str) -> None:
    """Write the signature, decide the step if it can be, and let the flow turn."""
    seat.save(update_fields=["state"])
    Signature.objects.create(
        seat=seat,
        person=turn.by,
        on_behalf_of=principal_of(seat, turn.by),
        decision=seat.state,
        opinion=opinion.strip(),
        snapshot=snapshot,
    )
    close_seat_duties(turn, seat)
    _pass_over(turn, seat.step)
    state = tally(seat.step)
    if state == StepState.OPEN:
        _complete(seat.task, turn.by)
        _ask_still(turn, seat.step)
        turn.note(Kind.STEP_SIGNED, step=seat.step, signature=seat.signature.pk)
    else:
        conclude_step(turn, seat.step, state, seat)


def conclude_step(turn: Turn, step: Step, state: StepState, seat: Seat | None = None) -> None:
    """Close the open step, open what comes next, and let the flow turn.

    seat: whose decision closed it; without one, nobody decided it.
    """
    drivers = [task for task in _open_tasks(step) if seat is None or task.pk != seat.task_id]
    close(step, state)
    close_duties(None, of=turn.row, by=turn.by, ref=turn.approval.pk)
    if state == StepState.REJECTED:
        end(turn, Outcome.REJECTED)
    elif turn.approval.outcome == Outcome.RUNNING:
        move_on(turn)
    task = seat.task if seat is not None else drivers[0] if drivers else None
    if task is not None:
        _complete(task, turn.by)
    if turn.approval.outcome != Outcome.RUNNING:
        turn.purpose.decided(turn.row, Outcome(turn.approval.outcome), turn.by)


def move_on(turn: Turn) -> Step | None:
    """Open the next step, passing over what the last signer has just signed; None at the end of the chain."""
    while (step := open_next(turn.approval, turn.content())) is not None:
        step.approval = turn.approval
        settle_succession(turn, step)
        _pass_over(turn, step)
        state = tally(step)
        if state == StepState.OPEN:
            return step
        close(step, state)
    end(turn, Outcome.APPROVED)
    return None


def end(turn: Turn, outcome: Outcome) -> None:
    """No step will be asked any more."""
    close_waiting(turn.approval)
    turn.approval.outcome = outcome
    turn.approval.save(update_fields=["outcome"])


def _ask_still(turn: Turn, step: Step) -> None:
    """Whoever has signed in their own name may have to sign for somebody who is away as well."""
    waiting = Duty.objects.open().held_by(turn.by).about(turn.row).filter(ref=turn.approval.pk)
    if step.seats.open().held_by(turn.by).exists() and not waiting.exists():
        give_duty(turn, step, person_id=turn.by.pk)


def _pass_over(turn: Turn, step: Step) -> None:
    """Whoever has just signed the same content is not asked for it twice in a row (相邻同一人自动通过)."""
    if step.kind != StepKind.SIGN or step.same_person != SamePerson.PASS:
        return
    signatures = Signature.objects.filter(seat__step__approval=turn.approval)
    last = signatures.select_related("seat__step", "person").order_by("-signed_at", "-pk").first()
    # A signature taken back, or sent back, has another state by now than the decision that was signed.
    if last is None or last.seat.state != SeatState.APPROVED or last.seat.step.kind != StepKind.SIGN:
        return
    if last.on_behalf_of_id is not None or last.snapshot_id != turn.snapshot(step).pk:
        return
    for seat in step.seats.open().held_in_person(last.person):
        seat.step.approval = turn.approval
        if may_sign(seat, last.person):
            seat.state = SeatState.APPROVED
            seat.save(update_fields=["state"])
            close_seat_duties(turn, seat)
            Signature.objects.create(
                seat=seat, person=last.person, decision=seat.state, snapshot=last.snapshot, same_as=last
            )


def _open_tasks(step: Step) -> list[Any]:
    seats = step.seats.open().filter(task__isnull=False).select_related("task").order_by("pk")
    return [seat.task for seat in seats]


def _complete(task: Any, by: Person) -> None:
    """Complete a seat's Viewflow task; the flow joins and turns under its own lock."""
    assert task is not None
    with task.activation() as activation:
        if activation.task.status == STATUS.NEW:
            activation.assign(by)
        activation.start(None)
        activation.execute()
