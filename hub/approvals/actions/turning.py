"""What every action on a running approval has in common: lock, find the seat, settle, turn, tell."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext as _

from accounts.models import Person
from hub.approvals import engine
from hub.approvals.actions.asking import close_seat_duties, give_duties, set_free_of_recused
from hub.approvals.actions.turn import Turn
from hub.approvals.hand import take
from hub.approvals.kinds import Kind
from hub.approvals.models import Approval, Seat, Signature, Step
from hub.approvals.policies import holds_seat, may_sign, no_seat, principal_of
from hub.approvals.purposes import purpose_of
from hub.approvals.sheets import seat_asked, subject_of_decision
from hub.approvals.terms import Outcome, SamePerson, SeatState, StepKind, StepState
from hub.approvals.turns import close, close_waiting, open_next, tally, write_opened
from hub.duties.actions import close_duties
from hub.duties.models import Duty
from hub.kernel.acting import held_rows
from hub.kernel.errors import Conflict, NotAllowed, NotVisible, Stale
from hub.kernel.transitions import locked


@contextmanager
def held(approval_id: int, by: Person) -> Iterator[Turn]:
    """Lock the matter, then its approval, always in this order; hidden and absent are one."""
    place = Approval.objects.filter(pk=approval_id).values_list("purpose", "of_id").first()
    if place is None:
        raise NotVisible
    purpose = purpose_of(place[0])
    with locked(purpose.model.objects.visible_to(by), pk=place[1]) as row:
        held = held_rows()
        assert held is not None  # `locked` runs an action
        asked = (Turn, approval_id, by.pk)
        if asked not in held:
            held[asked] = Turn(take(approval_id), row, purpose, by)
        yield held[asked]


def digest_seen(turn: Turn) -> str:
    """Of what the actor sees of the content now: a step they are asked in may hide a part of it."""
    if turn.approval.outcome != Outcome.RUNNING:
        return subject_of_decision(turn.approval, turn.row).digest
    seats = turn.hand.open_seats(turn.hand.open_step)
    seat = next((seat for seat in seats if holds_seat(seat, turn.by)), None)
    seat = seat or seat_asked(turn.approval, turn.by)  # as somebody's proxy
    return turn.digest(seat.step) if seat is not None else turn.digest(Step(hidden=[]))


def seat_of(turn: Turn) -> Seat:
    """The seat the actor can take in the open step, their own first; or the reason why there is none."""
    seats = turn.hand.open_seats(turn.hand.open_step)
    own = next((seat for seat in seats if holds_seat(seat, turn.by)), None)
    asked = own or seat_asked(turn.approval, turn.by)  # as somebody's proxy
    if asked is None:
        raise _no_seat(turn)
    return next(seat for seat in seats if seat.pk == asked.pk)


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


def check_seen(turn: Turn, seat: Seat, digest: str) -> None:
    """Raise Stale where the signer sees another content now than the digest names."""
    if turn.digest(seat.step) != digest:
        raise Stale()


def settle(turn: Turn, seat: Seat, opinion: str) -> Signature:
    """Write the signature, decide the step if it can be, and let the flow turn."""
    seat.save(update_fields=["state"])
    signature = turn.hand.sign(
        seat,
        person=turn.by,
        on_behalf_of=principal_of(seat, turn.by),
        opinion=opinion.strip(),
        snapshot=turn.snapshot(seat.step),
    )
    passed = _pass_over(turn, seat.step)
    state = tally(seat.step, turn.hand.seats_of(seat.step))
    if state == StepState.OPEN:
        close_seat_duties(turn, [seat, *passed])
        _ask_still(turn, seat.step)
        turn.note(Kind.STEP_SIGNED, step=seat.step, signature=signature.pk)
    else:
        conclude_step(turn, seat.step, state)
    return signature


def conclude_step(turn: Turn, step: Step, state: StepState) -> None:
    """Close the open step, open what comes next, and let the flow turn."""
    close(turn.hand, step, state)
    close_duties(None, of=turn.row, by=turn.by, ref=turn.approval.pk)
    if state == StepState.REJECTED:
        end(turn, Outcome.REJECTED)
    opened = move_on(turn) if turn.approval.outcome == Outcome.RUNNING else None
    engine.turn(turn.approval, step.task, by=turn.by)
    if opened is not None:
        write_opened(opened, turn.approval.asked)
    else:
        turn.purpose.decided(turn.row, Outcome(turn.approval.outcome), turn.by)


def move_on(turn: Turn) -> Step | None:
    """Open the next step, passing over what the last signer has just signed; None at the end of the chain.

    The step waits for the engine's task and is written with it (`write_opened`).
    """
    while (step := open_next(turn.hand, turn.digest)) is not None:
        set_free_of_recused(turn, step)
        _pass_over(turn, step)
        state = tally(step, turn.hand.seats_of(step))
        if state == StepState.OPEN:
            return step
        close(turn.hand, step, state)
    end(turn, Outcome.APPROVED)
    return None


def end(turn: Turn, outcome: Outcome) -> None:
    """No step will be asked any more."""
    close_waiting(turn.hand)
    turn.approval.outcome = outcome
    turn.approval.save(update_fields=["outcome"])


def _ask_still(turn: Turn, step: Step) -> None:
    """Whoever has signed in their own name may have to sign for somebody who is away as well."""
    waiting = Duty.objects.open().held_by(turn.by).about(turn.row).filter(ref=turn.approval.pk)
    if any(_takes(turn, seat) for seat in turn.hand.open_seats(step)) and not waiting.exists():
        give_duties(turn, step, people=[turn.by.pk])


def _takes(turn: Turn, seat: Seat) -> bool:
    """As `held_by`: in person, or for somebody who is away."""
    if holds_seat(seat, turn.by):
        return True
    return not seat.step.part and any(holds_seat(seat, each.person) for each in turn.stands_in)


def _pass_over(turn: Turn, step: Step) -> list[Seat]:
    """Whoever has just signed the same content is not asked for it twice in a row (相邻同一人自动通过)."""
    last = turn.hand.last_signature()
    if last is None or step.kind != StepKind.SIGN or step.same_person != SamePerson.PASS:
        return []
    # A signature taken back, or sent back, has another state by now than the decision that was signed.
    if last.seat.state != SeatState.APPROVED or last.seat.step.kind != StepKind.SIGN:
        return []
    if last.on_behalf_of_id is not None:
        return []
    seats = [seat for seat in turn.hand.open_seats(step) if holds_seat(seat, last.person)]
    passed = [seat for seat in seats if may_sign(seat, last.person)]
    if not passed or last.snapshot.digest != turn.digest(step):
        return []
    turn.hand.change(passed, SeatState.APPROVED)
    for seat in passed:
        turn.hand.sign(seat, person=last.person, snapshot=last.snapshot, same_as=last)
    return passed
