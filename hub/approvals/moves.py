"""What somebody can do about an approval now, and why not: asked of the flows."""

from __future__ import annotations

from accounts.models import Person
from hub.approvals.flow import RunFlow, SeatFlow, StepFlow
from hub.approvals.models import Approval, Seat
from hub.approvals.policies import no_seat
from hub.approvals.sheets import seat_asked
from hub.approvals.terms import Outcome, StepKind
from hub.kernel.errors import Conflict, NotAllowed
from hub.kernel.transitions import WRONG_STATE, available
from hub.kernel.verdict import Verdict


def moves_of(approval: Approval, person: Person) -> dict[str, Verdict]:
    """Every transition the present state allows: with the person's seat, their last signature, as a whole."""
    seat, last = seat_asked(approval, person), _own_last_signature(approval, person)
    flows = [SeatFlow(each) for each in (seat, last) if each is not None]
    return {
        name: verdict for flow in (*flows, RunFlow(approval)) for name, verdict in available(flow, person)
    }


def demand_move(approval: Approval, person: Person, name: str) -> None:
    """Before a form is shown. Raises NotAllowed, or Conflict once the approval has ended."""
    verdict = moves_of(approval, person).get(name)
    if verdict is None and approval.outcome != Outcome.RUNNING:
        raise Conflict(WRONG_STATE, code="wrong-state", happened={"outcome": approval.outcome})
    if not verdict:
        raise NotAllowed(verdict if verdict is not None else no_seat(approval, person))


def removable(approval: Approval, person: Person) -> set[int]:
    """Keys of the added steps the person can take out again."""
    added = approval.steps.filter(added_by=person)
    return {
        step.pk
        for step in added
        if any(name == "remove_signer" and verdict for name, verdict in available(StepFlow(step), person))
    }


def _own_last_signature(approval: Approval, person: Person) -> Seat | None:
    """The seat of the approval's last signature where it is the person's: it may be taken back."""
    signed = Seat.objects.filter(step__approval=approval, signature__same_as=None, signature__isnull=False)
    last = signed.select_related("step__approval", "signature").order_by("-signature__signed_at").first()
    if last is None or last.signature.person_id != person.pk or last.step.kind == StepKind.REVISE:
        return None
    return last if approval.outcome == Outcome.RUNNING else None
