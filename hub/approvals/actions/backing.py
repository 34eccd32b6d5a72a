"""Taking a signature back, withdrawing, terminating."""

from __future__ import annotations

from django.utils.translation import gettext as _

from accounts.models import Person
from hub.approvals.actions.asking import ask
from hub.approvals.actions.turn import Turn
from hub.approvals.actions.turning import conclude_step, end, held
from hub.approvals.flow import RunFlow, SeatFlow
from hub.approvals.kinds import Kind
from hub.approvals.models import Approval, Signature, Step
from hub.approvals.terms import Outcome, SeatState, StepKind, StepState
from hub.kernel.errors import Conflict, demand_reason
from hub.kernel.transitions import enter


def take_back(approval_id: int, *, by: Person) -> Approval:
    """Take one's signature or opinion back before the next person acts (拿回).

    The signature stays in the record; its seat says that it was taken back, and is asked anew. Raises
    Conflict with who has acted since, or when the approval has ended.
    """
    with held(approval_id, by) as turn:
        last = _last(turn)
        seat = last.seat
        enter(SeatFlow(seat).take_back, by=by)
        seat.save(update_fields=["state"])
        turn.note(Kind.TAKEN_BACK, step=seat.step)
        _reopen(turn, seat.step)
        ask(turn, turn.hand.open_step)
        return turn.approval


def withdraw(approval_id: int, *, by: Person, reason: str) -> Approval:
    """The initiator takes the whole request back (撤销). The reason is required."""
    return _end(approval_id, Outcome.WITHDRAWN, by=by, reason=reason)


def terminate(approval_id: int, *, by: Person, reason: str) -> Approval:
    """Whoever answers for the matter ends the approval (终止). The reason is required."""
    return _end(approval_id, Outcome.TERMINATED, by=by, reason=reason)


_MOVES = {Outcome.WITHDRAWN: ("withdraw", Kind.WITHDRAWN), Outcome.TERMINATED: ("terminate", Kind.TERMINATED)}


def _end(approval_id: int, outcome: Outcome, *, by: Person, reason: str) -> Approval:
    with held(approval_id, by) as turn:
        move, kind = _MOVES[outcome]
        enter(getattr(RunFlow(turn.approval), move), by=by)
        demand_reason(reason)
        turn.approval.end_reason = reason.strip()
        turn.approval.ended_by = by
        turn.approval.save(update_fields=["end_reason", "ended_by"])
        told = _concerned(turn)
        end(turn, outcome)
        if (step := turn.hand.open_step) is not None:
            conclude_step(turn, step, StepState.CANCELLED)
        turn.note(kind, to=told)
        return turn.approval


def _concerned(turn: Turn) -> set[int]:
    """The initiator, whoever signed, whoever is asked now."""
    signed = {each.person_id for each in turn.hand.signatures.values()}
    asked = {seat.person_id for seat in turn.hand.open_seats(turn.hand.open_step) if seat.person_id}
    return {turn.approval.initiator_id, *signed, *asked} - {turn.by.pk}


def _last(turn: Turn) -> Signature:
    """The latest signature given by hand."""
    last = turn.hand.last_signature()
    if last is not None and _is_own_and_open(turn, last):
        return next((each for each in turn.hand.signatures.values() if each.pk == last.same_as_id), last)
    raise Conflict(
        _("It has gone on since; a signature is taken back before the next person acts."),
        code="went-on",
        happened={"outcome": turn.approval.outcome, "signed_by": str(last.person) if last else ""},
    )


def _is_own_and_open(turn: Turn, signature: Signature) -> bool:
    running = turn.approval.outcome == Outcome.RUNNING
    return running and signature.person_id == turn.by.pk and signature.seat.step.kind != StepKind.REVISE


def _reopen(turn: Turn, step: Step) -> None:
    """Nobody decided the step that is open now: it waits until the seat that was taken back is signed."""
    now_open = turn.hand.open_step
    assert now_open is not None
    if step.pk != now_open.pk:
        step.state = StepState.INTERRUPTED
        step.save(update_fields=["state"])
    given = turn.hand.signatures.values()
    here = {each.pk for each in given if each.seat.step == step}
    counted = [each.seat for each in given if each.same_as_id in here]
    turn.hand.change([seat for seat in counted if seat.state == SeatState.APPROVED], SeatState.TAKEN_BACK)
    conclude_step(turn, now_open, StepState.INTERRUPTED)
