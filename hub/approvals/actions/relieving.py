"""A running approval after somebody became recused from its matter."""

from __future__ import annotations

from accounts.models import Person
from hub.access.models import Governed
from hub.approvals.actions.asking import ask, settle_succession
from hub.approvals.actions.turn import Turn
from hub.approvals.models import Approval
from hub.approvals.purposes import purpose_of
from hub.approvals.terms import Outcome, StepState
from hub.kernel.transitions import locked


def relieve(row: Governed, *, by: Person | None) -> None:
    """Pass on what the recused hold in the open step of the (locked) row's approval; `by` None: nobody acts.

    Steps still to come are seen to when they open.
    """
    running = Approval.objects.about(row).filter(outcome=Outcome.RUNNING).first()
    if running is None:
        return
    with locked(Approval, pk=running.pk) as approval:
        step = approval.steps.filter(state=StepState.OPEN).first()
        if step is None:
            return
        step.approval = approval
        actor = by or approval.initiator
        turn = Turn(approval, row, purpose_of(approval.purpose), actor, by_clock=by is None)
        seats = settle_succession(turn, step)
        if seats:
            ask(turn, step, seats)
