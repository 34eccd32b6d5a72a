"""The clue's way: its state table. Each transition names the policy that guards it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from viewflow import fsm

from accounts.models import Person
from clues.clue import policies
from clues.clue.models.clues import Clue
from clues.clue.terms import ClueState as S
from hub.events.meanwhile import meanwhile
from hub.kernel.flows import drawn
from hub.kernel.verdict import Verdict


@cache
def _by(policy: Callable[[Clue, Person], Verdict]) -> Callable[[Any, Person], Verdict]:
    return lambda flow, by: policy(flow.clue, by)


# Not while an approval about it runs, and not when it has come to its end.
MERGEABLE = [S.REGISTERED, S.APPROVED, S.PUSHED, S.SIGNED, S.ASSIGNED, S.IN_DISPOSAL, S.HELD, S.RESULT]


MERGEABLE += [S.ANSWERED]


# The states in which time runs, and those in which it can be stopped.
TIMED = [S.SIGNED, S.ASSIGNED, S.IN_DISPOSAL]


STOPPABLE = [S.ASSIGNED, S.IN_DISPOSAL]


# The states from which a clue goes to another organ.
TRANSFERABLE = [S.RECEIVED, S.REGISTERED, S.APPROVED, S.SIGNED, S.ASSIGNED, S.IN_DISPOSAL, S.HELD, S.RESULT]


_HANDED = fsm.State.GET_STATE(lambda flow: S(flow.clue.handed_state), states=TRANSFERABLE)


_STOPPED = fsm.State.GET_STATE(lambda flow: S(flow.clue.stopped_state), states=STOPPABLE)


# A clue has handlers from when they are named until its result is fed back.
HANDLED = [S.ASSIGNED, S.OPINION, S.IN_DISPOSAL, S.SUSPENDED, S.HELD, S.REPORT, S.RESULT]


# A result that its way wants approved is a report first.
_RECORDED = fsm.State.GET_STATE(
    lambda flow: S.REPORT if flow.clue.result_chain else S.RESULT, states=[S.REPORT, S.RESULT]
)


_PRIOR = fsm.State.GET_STATE(lambda flow: S(flow.clue.prior_state), states=MERGEABLE)


def _has_open_follow_up(flow: Any) -> bool:
    return any(each.told_on is None for each in flow.clue.follow_ups.all())


@drawn("clue", "The states of a clue", S)
class ClueFlow:
    """From registered to concluded, with the two ways back: refused or returned."""

    state = fsm.State(S, default=S.REGISTERED)

    def __init__(self, clue: Clue) -> None:
        self.clue = clue

    def meanwhile(self) -> dict[str, str]:
        """Told to whoever comes too late."""
        return meanwhile(self.clue)

    @state.setter()
    def _set(self, value: S) -> None:
        self.clue.state = value

    @state.getter()
    def _get(self) -> S:
        return S(self.clue.state)

    @state.transition(source=S.REGISTERED, target=S.PROPOSED, permission=_by(policies.may_manage))
    def propose(self) -> None:
        """A case manager names the unit in charge and asks for approval."""

    @state.transition(source=S.PROPOSED, target=S.PROPOSED, permission=_by(policies.may_manage))
    def revise(self) -> None:
        """A signer returned the proposal; the case manager changes it and submits it again."""

    @state.transition(source=S.PROPOSED, target=S.APPROVED, permission=_by(policies.follows_approval))
    def approve(self) -> None:
        """The chain approved the assignment."""

    @state.transition(source=S.PROPOSED, target=S.REGISTERED, permission=_by(policies.follows_approval))
    def refuse(self) -> None:
        """The chain refused the assignment."""

    @state.transition(source=S.APPROVED, target=S.PUSHED, permission=_by(policies.may_manage))
    def push(self) -> None:
        """Case management gives the clue out of its hands."""

    @state.transition(source=S.PUSHED, target=S.SIGNED, permission=_by(policies.may_receive))
    def sign(self) -> None:
        """The unit's custodian signs for it."""

    @state.transition(source=S.PUSHED, target=S.REGISTERED, permission=_by(policies.may_receive))
    def return_(self) -> None:
        """The unit's custodian returns it with a reason."""

    @state.transition(source=S.SIGNED, target=S.ASSIGNED, permission=_by(policies.may_assign))
    def assign(self) -> None:
        """The head of the unit names two handlers."""

    @state.transition(source=S.ASSIGNED, target=S.OPINION, permission=_by(policies.may_handle))
    def submit_opinion(self) -> None:
        """A handler proposes how to dispose of it."""

    @state.transition(source=S.OPINION, target=S.OPINION, permission=_by(policies.may_handle))
    def revise_opinion(self) -> None:
        """A signer returned the opinion; the handler changes it and submits it again."""

    @state.transition(source=S.OPINION, target=S.IN_DISPOSAL, permission=_by(policies.follows_approval))
    def approve_opinion(self) -> None:
        """The chain approved the opinion."""

    @state.transition(source=S.OPINION, target=S.ASSIGNED, permission=_by(policies.follows_approval))
    def refuse_opinion(self) -> None:
        """The chain refused the opinion."""

    @state.transition(source=S.OPINION, target=S.HELD, permission=_by(policies.follows_approval))
    def approve_hold(self) -> None:
        """The chain approved that it is held."""

    @state.transition(source=S.OPINION, target=S.RESULT, permission=_by(policies.follows_approval))
    def approve_ending(self) -> None:
        """The chain approved that it is concluded, without a check or as checked and refuted."""

    @state.transition(source=S.HELD, target=S.HELD, permission=_by(policies.may_handle))
    def hold_again(self) -> None:
        """A handler looked at it again: it is held further."""

    @state.transition(source=S.HELD, target=S.ASSIGNED, permission=_by(policies.may_handle))
    def take_up(self) -> None:
        """A handler takes it up again; another opinion is due."""

    @state.transition(source=S.IN_DISPOSAL, target=_RECORDED, permission=_by(policies.may_handle))
    def record_result(self) -> None:
        """A handler records what was found and what the subject said."""

    @state.transition(source=S.REPORT, target=S.REPORT, permission=_by(policies.may_handle))
    def revise_report(self) -> None:
        """A signer returned the report; the handler changes it and submits it again."""

    @state.transition(source=S.REPORT, target=S.RESULT, permission=_by(policies.follows_approval))
    def approve_report(self) -> None:
        """All who verified signed the report, and the chain approved it."""

    @state.transition(source=S.REPORT, target=S.IN_DISPOSAL, permission=_by(policies.follows_approval))
    def refuse_report(self) -> None:
        """The chain refused the report."""

    @state.transition(source=S.RESULT, target=S.ANSWERED, permission=_by(policies.may_feed_back))
    def feed_back(self) -> None:
        """The unit tells the petition office and the initiator."""

    @state.transition(source=S.ANSWERED, permission=_by(policies.may_manage))
    def propose_conclusion(self) -> None:
        """A case manager proposes to close the ledger line."""

    @state.transition(source=S.ANSWERED, target=S.CONCLUDED, permission=_by(policies.follows_motion))
    def conclude(self) -> None:
        """Another person agreed: the ledger line is closed."""

    @state.transition(
        source=S.CONCLUDED,
        target=S.CONCLUDED,
        permission=_by(policies.may_follow_up),
        conditions=[_has_open_follow_up],
    )
    def follow_up(self) -> None:
        """The unit told the person, or clarified, and notes the day."""

    @state.transition(source=MERGEABLE, target=S.MERGED, permission=_by(policies.follows_merging))
    def merge(self) -> None:
        """It goes on within another clue about the same subject."""

    @state.transition(source=MERGEABLE, permission=_by(policies.may_manage))
    def take_in(self) -> None:
        """A case manager asks for approval to let another clue go on within this one."""

    @state.transition(source=S.MERGED, target=_PRIOR, permission=_by(policies.may_manage))
    def unmerge(self) -> None:
        """It stands again where it stood before."""

    @state.transition(source=[*MERGEABLE, S.RECEIVED], permission=_by(policies.may_manage))
    def split(self) -> None:
        """A part of what is alleged becomes a clue of its own."""

    @state.transition(source=TIMED, permission=_by(policies.may_ask_for_time))
    def ask_extension(self) -> None:
        """Who has it in hand asks for a later day."""

    @state.transition(source=STOPPABLE, permission=_by(policies.may_ask_for_time))
    def ask_suspension(self) -> None:
        """Who has it in hand asks that its time stand still."""

    @state.transition(source=STOPPABLE, target=S.SUSPENDED, permission=_by(policies.follows_motion))
    def suspend(self) -> None:
        """The chain approved the suspension: time stands still."""

    @state.transition(source=S.SUSPENDED, target=_STOPPED, permission=_by(policies.may_ask_for_time))
    def resume(self) -> None:
        """Who has it in hand goes on with it: time runs again."""

    @state.transition(source=MERGEABLE, permission=_by(policies.may_manage))
    def propose_striking(self) -> None:
        """A case manager proposes to strike it from the ledger."""

    @state.transition(source=MERGEABLE, target=S.STRUCK, permission=_by(policies.follows_motion))
    def strike(self) -> None:
        """Another person agreed: it is struck, and its number is used up."""

    @state.transition(source=S.RECEIVED, target=S.REGISTERED, permission=_by(policies.may_manage))
    def take_on(self) -> None:
        """What a partner body passed on belongs here: it is handled."""

    @state.transition(source=S.RECEIVED, permission=_by(policies.may_manage))
    def propose_return(self) -> None:
        """What a partner body passed on is nobody's here: a case manager proposes to return it."""

    @state.transition(source=TRANSFERABLE, permission=_by(policies.may_manage))
    def propose_transfer(self) -> None:
        """A case manager proposes that it go to another organ."""

    @state.transition(source=TRANSFERABLE, target=S.IN_TRANSFER, permission=_by(policies.follows_motion))
    def hand_over(self) -> None:
        """Other people agreed: it waits for the receiver's signature."""

    @state.transition(source=S.IN_TRANSFER, target=S.SIGNED, permission=_by(policies.may_receive))
    def accept_transfer(self) -> None:
        """The custodian of the receiving organ signs for it."""

    @state.transition(
        source=S.IN_TRANSFER, target=S.TRANSFERRED, permission=_by(policies.may_confirm_receipt)
    )
    def confirm_receipt(self) -> None:
        """An organ outside has signed for it."""

    @state.transition(source=S.IN_TRANSFER, target=_HANDED, permission=_by(policies.may_decline_transfer))
    def decline_transfer(self) -> None:
        """The receiver returns it with a reason."""

    @state.transition(source=S.TRANSFERRED, permission=_by(policies.may_manage))
    def note_outcome(self) -> None:
        """The organ outside told what became of it."""

    @state.transition(source=HANDLED, permission=_by(policies.may_replace_handler))
    def replace_handler(self) -> None:
        """The head of the unit names another handler in the place of one who leaves or has left."""

    @state.transition(source=list(S), permission=_by(policies.may_recuse))
    def recuse(self) -> None:
        """Somebody who sees it is recused from its subject, by their own duty."""

    @state.transition(source=list(S), permission=_by(policies.may_order_recusal))
    def order_recusal(self) -> None:
        """Somebody else is recused from its subject, by order or at somebody's request."""
