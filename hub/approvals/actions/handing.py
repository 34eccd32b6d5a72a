"""Handing over, asking for an opinion, adding and removing signers, taking on from a group.

Whom somebody passes a matter to has to be able to read it: of its circle, cleared, not recused, not the
initiator. Why a person cannot be chosen is not said, for the reason may be a recusal.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from accounts.models import Person
from hub.approvals.actions.asking import ask, close_seat_duties
from hub.approvals.actions.succession import put_in_place
from hub.approvals.actions.turn import Turn
from hub.approvals.actions.turning import conclude_step, held, seat_of
from hub.approvals.flow import SeatFlow, StepFlow
from hub.approvals.kinds import Kind
from hub.approvals.models import Approval, Seat, Step
from hub.approvals.signers import kept_close, takers
from hub.approvals.terms import Mode, SamePerson, StepKind, StepState
from hub.kernel.errors import Conflict, Invalid, NotVisible
from hub.kernel.transitions import enter


def transfer(approval_id: int, *, to: Person, by: Person, reason: str) -> Approval:
    """Hand the seat over for good (转办): the other person signs instead.

    Raises Invalid (`to`, `reason`), NotVisible, NotAllowed, Conflict.
    """
    with held(approval_id, by) as turn:
        seat = seat_of(turn)
        _required(reason)
        _check_taker(turn, to)
        enter(SeatFlow(seat).transfer, by=by)
        close_seat_duties(turn, [seat])
        hand_to(turn, seat, to, by=by, note=reason.strip())
        turn.note(Kind.HANDED_OVER, step=seat.step, to_person=to.pk)
        return turn.approval


def hand_to(turn: Turn, seat: Seat, to: Person, *, by: Person | None, note: str = "") -> Seat:
    """The seat goes over to a seat of the other person, who is asked and told why."""
    taken = put_in_place(turn.hand, seat, to.pk, by=by, note=note)
    ask(turn, seat.step, [taken])
    return taken


def claim(approval_id: int, *, by: Person) -> Approval:
    """Take a group's signature on (认领); colleagues see that, and it waits for them no more."""
    with held(approval_id, by) as turn:
        seat = _group_seat(turn)
        enter(SeatFlow(seat).claim, by=by)
        seat.claimed_by = by
        seat.save(update_fields=["claimed_by"])
        close_seat_duties(turn, [seat])
        ask(turn, seat.step, [Seat(step=seat.step, person=by)])
        turn.note(Kind.CLAIMED, step=seat.step)
        return turn.approval


def release(approval_id: int, *, by: Person) -> Approval:
    """Give a claimed signature back to the group."""
    with held(approval_id, by) as turn:
        seat = seat_of(turn)
        enter(SeatFlow(seat).release, by=by)
        seat.claimed_by = None
        seat.save(update_fields=["claimed_by"])
        close_seat_duties(turn, [Seat(step=seat.step, person=by)])
        ask(turn, seat.step, [seat])
        turn.note(Kind.RELEASED, step=seat.step)
        return turn.approval


def delegate(approval_id: int, *, to: Person, by: Person, question: str) -> Approval:
    """Ask somebody for an opinion before signing (委派); it then comes back. The opinion decides nothing."""
    with held(approval_id, by) as turn:
        seat = seat_of(turn)
        _required(question, "question")
        _check_taker(turn, to)
        enter(SeatFlow(seat).delegate, by=by)
        _put_in(turn, _added(seat.step, to, by, question, StepKind.ADVISE), seat.step, before=True)
        conclude_step(turn, seat.step, StepState.INTERRUPTED)
        turn.note(Kind.DELEGATED, step=seat.step, to_person=to.pk)
        ask(turn, turn.hand.open_step)
        return turn.approval


def add_signer(approval_id: int, *, to: Person, before: bool, by: Person, reason: str) -> Approval:
    """Put another signature before or after the open step (前加签, 后加签); it counts like any other."""
    with held(approval_id, by) as turn:
        seat = seat_of(turn)
        _required(reason)
        _check_taker(turn, to)
        enter(SeatFlow(seat).add_signer, by=by)
        _put_in(turn, _added(seat.step, to, by, reason, StepKind.SIGN), seat.step, before=before)
        turn.note(Kind.SIGNER_ADDED, step=seat.step, to_person=to.pk, before=before)
        if before:
            conclude_step(turn, seat.step, StepState.INTERRUPTED)
            ask(turn, turn.hand.open_step)
        return turn.approval


def remove_signer(approval_id: int, step_id: int, *, by: Person) -> Approval:
    """Take an added signer out again before they have signed (减签)."""
    with held(approval_id, by) as turn:
        step = turn.hand.step(step_id)
        if step is None:
            raise NotVisible
        was_open = step.state == StepState.OPEN
        enter(StepFlow(step).remove_signer, by=by)
        first = turn.hand.step(step.first_id)
        if first is not None and first is not step:
            first.state = StepState.CANCELLED
            first.save(update_fields=["state"])
        turn.note(Kind.SIGNER_REMOVED, step=step)
        if was_open:
            conclude_step(turn, step, StepState.CANCELLED)
            ask(turn, turn.hand.open_step)
        else:
            step.save(update_fields=["state"])
        return turn.approval


def _check_taker(turn: Turn, to: Person) -> None:
    if to.pk == turn.by.pk:
        raise Invalid({"to": [_("Choose somebody else than yourself.")]}, code="yourself")
    if not takers(turn.approval, turn.row).filter(pk=to.pk).exists():
        # Otherwise the same words for everybody: the reason may be a recusal.
        said = kept_close(turn.purpose, turn.row) or _("This person cannot take this on.")
        raise Invalid({"to": [said]}, code="cannot-take")


def _required(text: str, name: str = "reason") -> None:
    if not text.strip():
        raise Invalid({name: [_("Please say what for.")]}, code=f"{name}-required")


def _group_seat(turn: Turn) -> Seat:
    """The open group seat the actor may claim. Raises Conflict where a colleague has it already."""
    groups = turn.by.reader().group_ids
    seats = turn.hand.open_seats(turn.hand.open_step)
    seat = next((each for each in seats if each.group_id in groups), None)
    if seat is None:
        return seat_of(turn)
    if seat.claimed_by_id not in (None, turn.by.pk):
        raise Conflict(
            _("A colleague has taken this on."), code="claimed", happened={"claimed_by": str(seat.claimed_by)}
        )
    return seat


def _added(step: Step, to: Person, by: Person, note: str, kind: StepKind) -> Step:
    return Step(
        kind=kind,
        name="加签" if kind == StepKind.SIGN else "征求意见",
        name_en="Added signer" if kind == StepKind.SIGN else "Opinion asked for",
        mode=Mode.ANY,
        deadline=step.deadline,
        same_person=SamePerson.ASK,
        hidden=step.hidden,
        holders=[["person", to.pk]],
        added_by=by,
        note=note.strip(),
    )


def _put_in(turn: Turn, added: Step, step: Step, *, before: bool) -> None:
    """Into the chain's order: directly before or after the first time the step was asked."""
    first = turn.hand.step(step.first_id)
    assert first is not None
    turn.hand.lay_out([added], after=first.position - 1 if before else first.position)
