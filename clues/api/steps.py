"""The steps of a clue's way, each a sub-resource to POST to. The table of them is `STEPS`."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from clues.actions.custody import assign_handlers, push_clue, return_clue, sign_clue
from clues.actions.disposal import (
    NewResult,
    feed_back,
    record_result,
    revise_opinion,
    revise_report,
    submit_opinion,
)
from clues.actions.follow_ups import record_follow_up
from clues.actions.holding import hold_again, take_up
from clues.actions.routing import propose_unit, revise_proposal
from clues.api.inputs import (
    FeedbackInput,
    FollowUpInput,
    HandlersInput,
    OpinionInput,
    ProposalInput,
    PushInput,
    ReasonInput,
)
from clues.api.moves import MOVES
from clues.api.recusals import RECUSALS
from clues.api.result_shapes import ResultInput
from clues.api.stepping import ClueStep
from clues.flow import ClueFlow
from clues.models import Clue
from hub.approvals.sheets import returned_to
from hub.kernel.transitions import available
from hub.kernel.verdict import deny


class Propose(ClueStep):
    """Name the unit in charge, following the rules or with a reason, and ask for approval."""

    transition, address = "propose", "proposals"
    serializer_class, performs = ProposalInput, staticmethod(propose_unit)


class ReviseProposal(ClueStep):
    """After a signer returned it: change the proposal and submit it again."""

    transition, address = "revise", "proposal-revisions"
    serializer_class, performs = ProposalInput, staticmethod(revise_proposal)


class Push(ClueStep):
    """Give the approved clue to its unit."""

    transition, address = "push", "pushes"
    serializer_class, performs = PushInput, staticmethod(push_clue)


class SignFor(ClueStep):
    """Sign for a clue that was pushed to the caller's unit."""

    transition, address = "sign", "sign-offs"
    performs = staticmethod(sign_clue)


class Return(ClueStep):
    """Return a pushed clue to case management, with the reason."""

    transition, address = "return_", "returns"
    serializer_class, performs = ReasonInput, staticmethod(return_clue)


class Assign(ClueStep):
    """Name two handlers of the unit in charge."""

    transition, address = "assign", "assignments"
    serializer_class, performs = HandlersInput, staticmethod(assign_handlers)


class SubmitOpinion(ClueStep):
    """Propose how to dispose of the clue."""

    transition, address = "submit_opinion", "opinions"
    serializer_class, performs = OpinionInput, staticmethod(submit_opinion)


class ReviseOpinion(ClueStep):
    """After a signer returned it: change the opinion and submit it again."""

    transition, address = "revise_opinion", "opinion-revisions"
    serializer_class, performs = OpinionInput, staticmethod(revise_opinion)


class RecordResult(ClueStep):
    """Record what was found, with the subject's statement or why there is none."""

    transition, address = "record_result", "results"
    serializer_class = ResultInput

    def act(self, row: Clue, *, by: Person, **data: Any) -> Clue:
        return record_result(row.number, new=NewResult(**data), by=by)


class ReviseReport(ClueStep):
    """After a signer returned it: change the report and submit it again."""

    transition, address = "revise_report", "report-revisions"
    serializer_class = ResultInput

    def act(self, row: Clue, *, by: Person, **data: Any) -> Clue:
        return revise_report(row.number, new=NewResult(**data), by=by)


class FeedBack(ClueStep):
    """Tell the petition office and the initiator the result."""

    transition, address = "feed_back", "feedback"
    serializer_class, performs = FeedbackInput, staticmethod(feed_back)


class HoldAgain(ClueStep):
    """After another look at a held clue: hold it further, with the reason."""

    transition, address = "hold_again", "holds"
    serializer_class, performs = ReasonInput, staticmethod(hold_again)


class TakeUp(ClueStep):
    """Take a held clue up again, with the reason; another opinion is due."""

    transition, address = "take_up", "take-ups"
    serializer_class, performs = ReasonInput, staticmethod(take_up)


class RecordFollowUp(ClueStep):
    """Note that the person was told, or that it was clarified, with the day."""

    transition, address = "follow_up", "follow-ups"
    serializer_class, performs = FollowUpInput, staticmethod(record_follow_up)


STEPS: tuple[type[ClueStep], ...] = (
    Propose,
    ReviseProposal,
    Push,
    SignFor,
    Return,
    Assign,
    SubmitOpinion,
    ReviseOpinion,
    RecordResult,
    ReviseReport,
    FeedBack,
    HoldAgain,
    TakeUp,
    RecordFollowUp,
    *MOVES,
    *RECUSALS,
)
ADDRESSES = {step.transition: step.address for step in STEPS}
AFTER_RETURN = {"revise", "revise_opinion", "revise_report"}
NOT_RETURNED = deny("not-returned", _("Nobody has returned this to you."))


def transitions_of(clue: Clue, person: Person) -> list[dict[str, Any]]:
    """What the clue's state allows, with the verdict for the person and the address where it is done."""
    verdicts = dict(available(ClueFlow(clue), person))
    if AFTER_RETURN & verdicts.keys() and not returned_to(clue, person):
        verdicts |= dict.fromkeys(AFTER_RETURN & verdicts.keys(), NOT_RETURNED)
    return [
        {
            "name": name,
            "allowed": verdict.allowed,
            "code": verdict.code,
            "reason": verdict.reason,
            "url": reverse(f"clues-api:{ADDRESSES[name]}", args=[clue.number]) if name in ADDRESSES else None,
        }
        for name, verdict in verdicts.items()
    ]
