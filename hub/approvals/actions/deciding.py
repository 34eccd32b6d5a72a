"""Submitting, signing, refusing, returning, submitting again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import Person
from hub.access.models import Governed
from hub.approvals.actions.asking import ask, set_free_of_recused
from hub.approvals.actions.turn import Turn
from hub.approvals.actions.turning import check_seen, held, seat_of, settle
from hub.approvals.chains import chain_in_force
from hub.approvals.flow import ApprovalFlow, SeatFlow
from hub.approvals.hand import Hand, take
from hub.approvals.kinds import Kind
from hub.approvals.models import Approval, Seat, Signature, Step
from hub.approvals.purposes import Purpose, purpose_of
from hub.approvals.sheets import earlier_steps
from hub.approvals.signers import copy_steps
from hub.approvals.terms import Outcome, SeatState, StepKind, StepState
from hub.approvals.turns import opened, set_out
from hub.kernel.errors import Conflict, HubError, Invalid, demand_reason
from hub.kernel.transitions import enter


def submit_for_approval(row: Governed, *, purpose: Purpose, by: Person, chain_code: str = "") -> Approval:
    """Send a locked row through the chain in force for the purpose, or through another one by its code.

    Raises Invalid when no chain is in force or a step fits nobody, Conflict when one is already running.
    """
    chain = chain_in_force(chain_code or purpose.code)
    if chain is None:
        raise Invalid({"": [_("No approval chain is in force for this.")]}, code="no-chain")
    if Approval.objects.about(row).filter(outcome=Outcome.RUNNING).exists():
        raise Conflict(_("An approval of this is already running."), code="approval-running")
    copied = copy_steps(chain, purpose, row, by)
    approval: Approval = ApprovalFlow.start.run(
        purpose=purpose.code, chain=chain, of_label=row._meta.label_lower, of_id=row.pk, initiator=by
    )
    turn = Turn(Hand(approval), row, purpose, by)
    turn.know(copied.holders, copied.present)
    # Nobody has signed yet, so the first step is open at once, and nothing is passed over.
    first = opened(copied.steps[0], approval.asked)
    turn.hand.lay_out(copied.steps)
    set_out(turn.hand, first)
    set_free_of_recused(turn, first)
    turn.note(Kind.SUBMITTED)
    ask(turn, first)
    return approval


def sign(approval_id: int, *, by: Person, digest: str, opinion: str = "") -> Approval:
    """Approve the open step, or give the opinion it asks for. `digest` names the content the signer saw.

    Raises NotVisible, NotAllowed, Conflict (already decided) or Stale (the content is another by now).
    """
    with held(approval_id, by) as turn:
        seat = seat_of(turn)
        if seat.step.kind == StepKind.ADVISE:
            return _advise(turn, seat, digest, opinion)
        return _decide(turn, seat, "approve", digest, opinion)


def reject(approval_id: int, *, by: Person, digest: str, opinion: str) -> Approval:
    """Refuse; the reason is required. Raises as `sign` does, and Invalid without a reason."""
    with held(approval_id, by) as turn:
        seat = seat_of(turn)
        demand_reason(opinion, "opinion")
        return _decide(turn, seat, "reject", digest, opinion)


def return_to_initiator(approval_id: int, *, by: Person, digest: str, opinion: str) -> Approval:
    """Send it back to be changed; afterwards it comes straight back. The reason is required."""
    with held(approval_id, by) as turn:
        seat = seat_of(turn)
        demand_reason(opinion, "opinion")
        turn.hand.lay_out([_revision(turn.approval)])
        return _decide(turn, seat, "return_to_initiator", digest, opinion, tells=Kind.RETURNED)


def return_to_step(approval_id: int, step_id: int, *, by: Person, digest: str, opinion: str) -> Approval:
    """Send it back to an earlier step, whose signers decide anew; afterwards it comes straight back.

    Raises Invalid where that step is not an earlier, approved one, and as `reject` does.
    """
    with held(approval_id, by) as turn:
        seat = seat_of(turn)
        demand_reason(opinion, "opinion")
        earlier = _earlier_step(seat, step_id)
        signed = [each for each in turn.hand.seats if each.step.first_id == earlier.pk]
        turn.hand.change([each for each in signed if each.state == SeatState.APPROVED], SeatState.SENT_BACK)
        return _decide(turn, seat, "return_to_step", digest, opinion, tells=Kind.SENT_BACK)


def resubmit(
    row: Governed, *, by: Person, opinion: str = "", written: Mapping[str, Any] | None = None
) -> Approval:
    """The initiator has changed the (locked) row: only signers whose reviewed content changed sign again.

    With unchanged content it goes straight back to the step that returned it. written: names in the ledger
    the row that holds what was changed (`EventKinds.retold`).
    """
    running = Approval.objects.about(row).filter(outcome=Outcome.RUNNING).first()
    if running is None:
        raise Conflict(_("No approval of this is running."), code="no-approval")
    turn = Turn(take(running.pk), row, purpose_of(running.purpose), by)
    seat = seat_of(turn)
    enter(SeatFlow(seat).resubmit, by=by)
    signature = settle(turn, seat, opinion)
    return _tell(turn, Kind.RESUBMITTED, signature, **(written or {}))


@dataclass(frozen=True, slots=True)
class Signed:
    """What became of one of several: `error` is None where the signature was given."""

    approval_id: int
    error: HubError | None = None


def sign_many(items: Sequence[tuple[int, str]], *, by: Person, opinion: str = "") -> list[Signed]:
    """Approve several, each (approval, digest of what was seen) by itself: one refusal stops no other."""
    results = []
    for approval_id, digest in items:
        try:
            sign(approval_id, by=by, digest=digest, opinion=opinion)
            results.append(Signed(approval_id))
        except HubError as error:
            results.append(Signed(approval_id, error))
    return results


def _advise(turn: Turn, seat: Seat, digest: str, opinion: str) -> Approval:
    if not opinion.strip():
        raise Invalid({"opinion": [_("Please give your opinion.")]}, code="opinion-required")
    return _decide(turn, seat, "advise", digest, opinion, tells=Kind.ADVISED)


def _decide(
    turn: Turn, seat: Seat, move: str, digest: str, opinion: str, *, tells: Kind = Kind.STEP_SIGNED
) -> Approval:
    check_seen(turn, seat, digest)
    enter(getattr(SeatFlow(seat), move), by=turn.by)
    signature = settle(turn, seat, opinion)
    return turn.approval if seat.step.state == StepState.OPEN else _tell(turn, tells, signature)


def _tell(turn: Turn, kind: Kind, signature: Signature, **written: Any) -> Approval:
    """Tell those concerned what the decided step led to."""
    outcome, step = turn.approval.outcome, signature.seat.step
    if outcome == Outcome.RUNNING:
        turn.note(kind, step=step, signature=signature.pk, **written)
        ask(turn, turn.hand.open_step)
        return turn.approval
    kind = Kind.APPROVED if outcome == Outcome.APPROVED else Kind.REJECTED
    turn.note(kind, to=[turn.approval.initiator_id], step=step, signature=signature.pk)
    return turn.approval


def _revision(approval: Approval) -> Step:
    """A step in front of all others, for the initiator."""
    return Step(
        kind=StepKind.REVISE,
        name="发起人修改",
        name_en="Revision by the initiator",
        holders=[["person", approval.initiator_id]],
    )


def _earlier_step(seat: Seat, step_id: int) -> Step:
    step = earlier_steps(seat).filter(pk=step_id).first()
    if step is None:
        raise Invalid({"step": [_("Choose an earlier step that has been signed.")]}, code="no-such-step")
    return step
