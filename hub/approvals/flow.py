"""When something can happen: the life of one seat, and the one loop that drives every chain."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from viewflow import fsm, this
from viewflow.workflow import nodes
from viewflow.workflow.activation import Activation
from viewflow.workflow.base import Flow
from viewflow.workflow.lock import SelectForUpdateLock
from viewflow.workflow.nodes.split import SplitActivation
from viewflow.workflow.token import Token

from hub.approvals.models import Approval, Seat, Step
from hub.approvals.policies import may_revise, may_sign
from hub.approvals.terms import SeatState, StepState
from hub.approvals.turns import lay_out, open_next


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

    @state.transition(
        source=SeatState.OPEN, target=SeatState.APPROVED, permission=lambda flow, by: may_sign(flow.seat, by)
    )
    def approve(self) -> None:
        """The signer agrees."""

    @state.transition(
        source=SeatState.OPEN, target=SeatState.REJECTED, permission=lambda flow, by: may_sign(flow.seat, by)
    )
    def reject(self) -> None:
        """The signer refuses; whether the step falls depends on how its signers decide together."""

    @state.transition(
        source=SeatState.OPEN, target=SeatState.RETURNED, permission=lambda flow, by: may_sign(flow.seat, by)
    )
    def return_to_initiator(self) -> None:
        """The signer sends it back to be changed."""

    @state.transition(
        source=SeatState.OPEN,
        target=SeatState.APPROVED,
        permission=lambda flow, by: may_revise(flow.seat, by),
    )
    def resubmit(self) -> None:
        """The initiator has revised it and submits it again."""


class SplitToSeatsActivation(SplitActivation):
    """Makes one branch, hence one task, per open seat of the open step."""

    @Activation.status.super()
    def activate(self) -> None:
        self.seats = list(
            Seat.objects.filter(step__approval=self.process, step__state=StepState.OPEN, task=None)
        )

    @Activation.status.super()
    def create_next(self) -> Iterator[Activation]:
        tokens = Token.split_token_source(self.task.token, self.task.pk)
        node = self.flow_task._branches[0][0]
        for seat in self.seats:
            activation = node._create(prev_activation=self, token=next(tokens))
            seat.task = activation.task
            seat.save(update_fields=["task"])
            yield activation


class SplitToSeats(nodes.Split):
    activation_class = SplitToSeatsActivation


class ApprovalFlow(Flow):
    """start -> a step open? -> split to seats -> sign -> join -> again, or end.

    The flow only turns; which step opens and when it is decided is said by the steps themselves
    (`hub.approvals.turns`). Viewflow's own lock implementation is off by default: it must be set.
    """

    process_class = Approval
    lock_impl = SelectForUpdateLock(nowait=False, attempts=1)

    start = nodes.StartHandle(this.begin).Next(this.turn)
    turn = nodes.If(this.is_open).Then(this.split).Else(this.end)
    split = SplitToSeats().Next(this.sign)
    # A permission nobody holds: Viewflow's own inboxes offer the task to no one, SeatFlow decides.
    sign = nodes.View(None).Permission("approvals.sign_seat").Next(this.join)
    join = nodes.Join(continue_on_condition=this.is_decided).Next(this.turn)
    end = nodes.End()

    def begin(self, activation: Any, steps: list[Step], **fields: Any) -> Approval:
        """The chain's copy is laid out before the first turn; it opens with its first step."""
        approval: Approval = activation.process
        for name, value in fields.items():
            setattr(approval, name, value)
        approval.save()
        lay_out(approval, steps)
        open_next(approval)
        return approval

    def is_open(self, activation: Any) -> bool:
        return Step.objects.filter(approval=activation.process, state=StepState.OPEN).exists()

    def is_decided(self, activation: Any, active_tasks: Any) -> bool:
        """Unsigned seats are given up once their step is decided."""
        return not Seat.objects.filter(task__in=active_tasks, state=SeatState.OPEN).exists()
