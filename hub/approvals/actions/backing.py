"""Taking a signature back, withdrawing, terminating."""

from __future__ import annotations

from django.utils.translation import gettext as _

from accounts.models import Person
from hub.approvals.actions.asking import ask
from hub.approvals.actions.turn import Turn
from hub.approvals.actions.turning import conclude_step, end, held
from hub.approvals.flow import RunFlow, SeatFlow
from hub.approvals.kinds import Kind
from hub.approvals.models import Approval, Seat, Signature, Step
from hub.approvals.terms import Outcome, SeatState, StepKind, StepState
from hub.kernel.errors import Conflict, Invalid
from hub.kernel.transitions import enter


def take_back(approval_id: int, *, by: Person) -> Approval:
    """Take one's signature or opinion back before the next person acts (拿回).

    The signature stays in the record; its seat says that it was taken back, and is asked anew. Raises
    Conflict with who has acted since, or when the approval has ended.
    """
    with held(approval_id, by) as turn:
        last = _last(turn)
        seat = last.seat
        seat.step.approval = turn.approval
        enter(SeatFlow(seat).take_back, by=by)
        seat.save(update_fields=["state"])
        turn.note(Kind.TAKEN_BACK, step=seat.step)
        _reopen(turn, seat.step)
        ask(turn, turn.approval.steps.filter(state=StepState.OPEN).first())
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
        if not reason.strip():
            raise Invalid({"reason": [_("Please give the reason.")]}, code="reason-required")
        turn.approval.end_reason = reason.strip()
        turn.approval.ended_by = by
        turn.approval.save(update_fields=["end_reason", "ended_by"])
        told = _concerned(turn)
        end(turn, outcome)
        step = turn.approval.steps.filter(state=StepState.OPEN).first()
        if step is not None:
            conclude_step(turn, step, StepState.CANCELLED)
        turn.note(kind, to=told)
        return turn.approval


def _concerned(turn: Turn) -> set[int]:
    """The initiator, whoever signed, whoever is asked now."""
    signed = Signature.objects.filter(seat__step__approval=turn.approval).values_list("person", flat=True)
    named = Seat.objects.in_open_step(turn.approval).filter(person__isnull=False)
    return {turn.approval.initiator_id, *signed, *named.values_list("person", flat=True)} - {turn.by.pk}


def _last(turn: Turn) -> Signature:
    """The latest signature given by hand."""
    signatures = Signature.objects.filter(seat__step__approval=turn.approval)
    last = signatures.select_related("seat__step", "person").order_by("-signed_at", "-pk").first()
    if last is not None and _is_own_and_open(turn, last):
        return last.same_as or last
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
    now_open = turn.approval.steps.get(state=StepState.OPEN)
    if step.pk != now_open.pk:
        step.state = StepState.INTERRUPTED
        step.save(update_fields=["state"])
    Seat.objects.filter(
        step__approval=turn.approval, signature__same_as__seat__step=step, state=SeatState.APPROVED
    ).update(state=SeatState.TAKEN_BACK)
    conclude_step(turn, now_open, StepState.INTERRUPTED)
