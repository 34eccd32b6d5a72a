"""When something can happen: the life of one seat, and the one loop that drives every chain."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from viewflow import fsm, this
from viewflow.workflow.base import Flow
from viewflow.workflow.lock import SelectForUpdateLock

from accounts.models import Person
from hub.approvals import policies
from hub.approvals.engine import Asked, Begin, Gate, Over
from hub.approvals.models import Approval, Seat, Step
from hub.approvals.terms import Outcome, SeatState, StepState
from hub.approvals.terms import SeatState as S
from hub.kernel.flows import drawn
from hub.kernel.verdict import Verdict


@cache
def _of_seat(policy: Callable[[Seat, Person], Verdict]) -> Callable[[Any, Person], Verdict]:
    return lambda flow, by: policy(flow.seat, by)


@cache
def _of_step(policy: Callable[[Step, Person], Verdict]) -> Callable[[Any, Person], Verdict]:
    return lambda flow, by: policy(flow.step, by)


@cache
def _of_approval(policy: Callable[[Approval, Person], Verdict]) -> Callable[[Any, Person], Verdict]:
    return lambda flow, by: policy(flow.approval, by)


@drawn("seat", "The states of a seat in an approval", SeatState)
class SeatFlow:
    """The state table of a seat. Whoever decides a step cancels the seats that are no longer needed."""

    state = fsm.State(SeatState, default=SeatState.OPEN)

    def __init__(self, seat: Seat) -> None:
        self.seat = seat

    @state.setter()
    def _set(self, value: SeatState) -> None:
        self.seat.state = value

    @state.getter()
    def _get(self) -> SeatState:
        return SeatState(self.seat.state)

    @state.transition(source=S.OPEN, target=S.APPROVED, permission=_of_seat(policies.may_sign))
    def approve(self) -> None:
        """The signer agrees."""

    @state.transition(source=S.OPEN, target=S.REJECTED, permission=_of_seat(policies.may_sign))
    def reject(self) -> None:
        """The signer refuses; whether the step falls depends on how its signers decide together."""

    @state.transition(source=S.OPEN, target=S.RETURNED, permission=_of_seat(policies.may_sign))
    def return_to_initiator(self) -> None:
        """The signer sends it back to be changed."""

    @state.transition(source=S.OPEN, target=S.RETURNED, permission=_of_seat(policies.may_sign))
    def return_to_step(self) -> None:
        """The signer sends it back to an earlier step, to be signed there anew."""

    @state.transition(source=S.OPEN, target=S.APPROVED, permission=_of_seat(policies.may_revise))
    def resubmit(self) -> None:
        """The initiator has revised it and submits it again."""

    @state.transition(source=S.OPEN, target=S.APPROVED, permission=_of_seat(policies.may_advise))
    def advise(self) -> None:
        """Whoever was asked for an opinion gives it; it goes back to the signer who asked."""

    @state.transition(source=S.OPEN, target=S.HANDED_OVER, permission=_of_seat(policies.may_hand_over))
    def transfer(self) -> None:
        """The signer hands the seat over to another person."""

    @state.transition(source=S.OPEN, target=S.OPEN, permission=_of_seat(policies.may_claim))
    def claim(self) -> None:
        """One of a group takes it on; the colleagues need not look any more."""

    @state.transition(source=S.OPEN, target=S.OPEN, permission=_of_seat(policies.may_release))
    def release(self) -> None:
        """Whoever took it on gives it back to the group."""

    @state.transition(source=S.OPEN, target=S.OPEN, permission=_of_seat(policies.may_sign))
    def delegate(self) -> None:
        """The signer asks somebody for an opinion first; afterwards it comes back."""

    @state.transition(source=S.OPEN, target=S.OPEN, permission=_of_seat(policies.may_sign))
    def add_signer(self) -> None:
        """The signer puts another signature before or after their step."""

    @state.transition(source=S.OPEN, target=S.OPEN, permission=_of_seat(policies.may_amend))
    def amend(self) -> None:
        """The signer changes a field the step lets them change."""

    @state.transition(source=S.APPROVED, target=S.TAKEN_BACK, permission=_of_seat(policies.may_take_back))
    def take_back(self) -> None:
        """The signer takes the signature back before the next person acts."""


@drawn("step", "The states of a step in an approval", StepState)
class StepFlow:
    """The state table of a step, as far as a person changes it by hand."""

    state = fsm.State(StepState, default=StepState.WAITING)

    def __init__(self, step: Step) -> None:
        self.step = step

    @state.setter()
    def _set(self, value: StepState) -> None:
        self.step.state = value

    @state.getter()
    def _get(self) -> StepState:
        return StepState(self.step.state)

    @state.transition(
        source={StepState.WAITING, StepState.OPEN},
        target=StepState.CANCELLED,
        permission=_of_step(policies.may_remove),
    )
    def remove_signer(self) -> None:
        """Whoever added this signer takes them out again."""


@drawn("approval", "The states of an approval", Outcome)
class RunFlow:
    """The state table of an approval as a whole."""

    state = fsm.State(Outcome, default=Outcome.RUNNING)

    def __init__(self, approval: Approval) -> None:
        self.approval = approval

    @state.setter()
    def _set(self, value: Outcome) -> None:
        self.approval.outcome = value

    @state.getter()
    def _get(self) -> Outcome:
        return Outcome(self.approval.outcome)

    @state.transition(
        source=Outcome.RUNNING, target=Outcome.WITHDRAWN, permission=_of_approval(policies.may_withdraw)
    )
    def withdraw(self) -> None:
        """The initiator withdraws it."""

    @state.transition(
        source=Outcome.RUNNING, target=Outcome.TERMINATED, permission=_of_approval(policies.may_terminate)
    )
    def terminate(self) -> None:
        """Whoever answers for the matter ends the approval."""

    @state.transition(
        source=Outcome.RUNNING, target=Outcome.RUNNING, permission=_of_approval(policies.may_urge)
    )
    def urge(self) -> None:
        """The signers are asked to answer by a date."""

    @state.transition(
        source=Outcome.RUNNING, target=Outcome.RUNNING, permission=_of_approval(policies.takes_part)
    )
    def ask(self) -> None:
        """A side question to somebody; the step stays where it is."""

    @state.transition(source=set(Outcome), permission=_of_approval(policies.takes_part))
    def copy(self) -> None:
        """Somebody gets it for information."""


class ApprovalFlow(Flow):
    """begin -> still running? -> asked, once for each time a step is open -> again, or over.

    The flow only turns; which step opens and when it is decided is said by the steps themselves
    (`hub.approvals.turns`). Seats are rows of the hub: a signature that leaves its step open turns nothing.
    """

    process_class = Approval
    # For whatever Viewflow would do by itself; the hub's own turns hold the row already (`engine.turn`).
    lock_impl = SelectForUpdateLock(nowait=False, attempts=1)

    start = Begin(this.begin).Next(this.more)
    more = Gate(this.is_running).Then(this.asked).Else(this.end)
    # A permission nobody holds: Viewflow's own inboxes offer the task to no one, SeatFlow decides.
    asked = Asked(None).Permission("approvals.sign_seat").onCreate(this.waits).Next(this.more)
    end = Over()

    def begin(self, activation: Any, **fields: Any) -> Approval:
        approval: Approval = activation.process
        for name, value in fields.items():
            setattr(approval, name, value)
        return approval

    def is_running(self, activation: Any) -> bool:
        """While it runs a step is open: what opens none ends it (`turning.move_on`)."""
        return bool(activation.process.outcome == Outcome.RUNNING)

    def waits(self, activation: Any) -> None:
        """The task that waits now, for the step that is opened with it."""
        activation.process.asked = activation.task
