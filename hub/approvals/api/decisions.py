"""What somebody does about a running approval: sub-resources to POST to. The table of them is `MOVES`.

Each names, as ``If-Match``, the digest of the content that was seen: a page from before a change moves
nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django.utils.http import parse_etags
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from hub.approvals import actions
from hub.approvals.api import shapes
from hub.approvals.api.views import visible
from hub.approvals.sheets import seat_asked, subject_of_decision
from hub.kernel.errors import PreconditionRequired, Stale
from hub.rest.idempotency import once
from hub.rest.serializers import NoInput, StrictSerializer
from hub.rest.views import KEY, MATCH, Door, strict_input


class Decision(Door):
    """POST a decision about exactly the content whose digest is named."""

    move: ClassVar[str]
    address: ClassVar[str]
    serializer_class: ClassVar[type[StrictSerializer]] = shapes.RefusalInput
    performs: ClassVar[Callable[..., object]]

    @extend_schema(parameters=[MATCH, KEY], responses=shapes.Decided)
    def post(self, request: Request, approval_id: int, **place: int) -> Response:
        return once(request, lambda: self._decide(request, approval_id, place))

    def _decide(self, request: Request, approval_id: int, place: dict[str, int]) -> Response:
        approval, row = visible(approval_id, self.person)
        data = strict_input(self.serializer_class, request)
        digest = _named(request)
        if subject_of_decision(approval, row, seat_asked(approval, self.person)).digest != digest:
            raise Stale
        self.act(approval_id, digest, **place, **data)
        approval.refresh_from_db()
        return Response({"id": approval.pk, "outcome": approval.outcome})

    def act(self, approval_id: int, digest: str, **data: Any) -> object:
        return self.performs(approval_id, by=self.person, digest=digest, **data)


class Move(Decision):
    """What signs nothing, but changes who is asked, or says something beside."""

    def act(self, approval_id: int, digest: str, **data: Any) -> object:
        return self.performs(approval_id, by=self.person, **data)


class Sign(Decision):
    """Approve the open step, or give the opinion it asks for."""

    move, address = "approve", "signatures"
    serializer_class, performs = shapes.SignInput, staticmethod(actions.sign)


class Reject(Decision):
    """Refuse it, with the reason."""

    move, address = "reject", "rejections"
    performs = staticmethod(actions.reject)


class Return(Decision):
    """Send it back to the initiator to be changed, with the reason."""

    move, address = "return_to_initiator", "returns"
    performs = staticmethod(actions.return_to_initiator)


class ReturnToStep(Decision):
    """Send it back to an earlier step, to be signed there anew."""

    move, address = "return_to_step", "step-returns"
    serializer_class, performs = shapes.StepReturnInput, staticmethod(actions.return_to_step)


class Advise(Decision):
    """Give the opinion a signer asked for."""

    move, address = "advise", "opinions"
    serializer_class, performs = shapes.RefusalInput, staticmethod(actions.sign)


class Amend(Decision):
    """Change fields the step lets its signers change."""

    move, address = "amend", "amendments"
    serializer_class, performs = shapes.AmendInput, staticmethod(actions.amend)


class Transfer(Move):
    """Hand the seat over to another person for good."""

    move, address = "transfer", "transfers"
    serializer_class, performs = shapes.TransferInput, staticmethod(actions.transfer)


class Claim(Move):
    """Take a group's signature on."""

    move, address = "claim", "claims"
    serializer_class, performs = NoInput, staticmethod(actions.claim)


class Release(Move):
    """Give a claimed signature back to the group."""

    move, address = "release", "releases"
    serializer_class, performs = NoInput, staticmethod(actions.release)


class Delegate(Move):
    """Ask somebody for an opinion before signing."""

    move, address = "delegate", "delegations"
    serializer_class, performs = shapes.DelegateInput, staticmethod(actions.delegate)


class AddSigner(Move):
    """Put another signature before or after the open step."""

    move, address = "add_signer", "signers"
    serializer_class, performs = shapes.SignerInput, staticmethod(actions.add_signer)


class RemoveSigner(Move):
    """Take an added signer out again."""

    move, address = "remove_signer", "steps/<int:step_id>/removals"
    serializer_class, performs = NoInput, staticmethod(actions.remove_signer)


class TakeBack(Move):
    """Take one's signature back before the next person acts."""

    move, address = "take_back", "take-backs"
    serializer_class, performs = NoInput, staticmethod(actions.take_back)


class Withdraw(Move):
    """The initiator takes the whole request back."""

    move, address = "withdraw", "withdrawals"
    serializer_class, performs = shapes.EndInput, staticmethod(actions.withdraw)


class Terminate(Move):
    """Whoever answers for the matter ends the approval."""

    move, address = "terminate", "terminations"
    serializer_class, performs = shapes.EndInput, staticmethod(actions.terminate)


class Urge(Move):
    """Ask the signers to answer by a date."""

    move, address = "urge", "urges"
    serializer_class, performs = shapes.UrgeInput, staticmethod(actions.urge)


class CopyTo(Move):
    """Send it to people for information."""

    move, address = "copy", "copies"
    serializer_class, performs = shapes.CopyInput, staticmethod(actions.copy_to)


class MarkRead(Move):
    """Say that one's copy was read."""

    move, address = "mark_read", "reads"
    serializer_class, performs = NoInput, staticmethod(actions.mark_read)


class AskAside(Move):
    """Ask somebody a question; the step stays where it is."""

    move, address = "ask", "questions"
    serializer_class, performs = shapes.QuestionInput, staticmethod(actions.ask_aside)


class AnswerAside(Move):
    """Answer a question one was asked."""

    move, address = "answer", "questions/<int:question_id>/answers"
    serializer_class, performs = shapes.AnswerInput, staticmethod(actions.answer_aside)


MOVES: tuple[type[Decision], ...] = (
    Sign,
    Reject,
    Return,
    ReturnToStep,
    Advise,
    Amend,
    Transfer,
    Claim,
    Release,
    Delegate,
    AddSigner,
    RemoveSigner,
    TakeBack,
    Withdraw,
    Terminate,
    Urge,
    CopyTo,
    MarkRead,
    AskAside,
    AnswerAside,
)


def _named(request: Request) -> str:
    """The digest the caller names. A weak tag stays what it is and so matches nothing."""
    named = parse_etags(request.headers.get("If-Match", ""))
    if len(named) != 1 or named == ["*"]:
        raise PreconditionRequired
    return named[0].strip('"')
