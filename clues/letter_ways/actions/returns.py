"""Proposing to return a letter without substance, or one for another organ: 处理检举控告工作规则 art. 17."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.models import Person
from clues.apart.compartments import chain_for
from clues.letter_ways.kinds import Kind
from clues.letter_ways.policies import may_revise_return
from clues.letter_ways.purposes import RETURN
from clues.letters.models.letters import Letter
from clues.letters.models.ways import LetterReturn
from clues.letters.policies import may_transfer
from clues.letters.standing import is_untouched, open_return
from clues.letters.terms import ReturnGround
from hub.access.readers import readers_of
from hub.approvals.actions import resubmit, submit_for_approval
from hub.events.actions import record
from hub.kernel.errors import Conflict, Invalid, demand, demand_reason
from hub.kernel.transitions import locked


@dataclass(frozen=True, slots=True)
class NewReturn:
    """Why a letter is to be returned; the organ it goes to instead, where it is another organ's business."""

    ground: str
    reason: str
    organ: str = ""


def propose_letter_return(number: str, *, new: NewReturn, by: Person) -> Letter:
    """Propose to return a letter that nobody has drawn from; the leader in charge decides.

    Raises NotVisible, NotAllowed, Conflict, Invalid at "reason" and "organ".
    """
    with locked(Letter.objects.visible_to(by), number=number) as letter:
        demand(may_transfer(letter, by))
        if not is_untouched(letter):
            said = _("Only a letter that nobody has drawn from, passed down or proposed to return.")
            raise Conflict(said, code="not-untouched", happened={"state": letter.state})
        asked = LetterReturn(letter=letter, by=by)
        _write(asked, new)
        submit_for_approval(letter, purpose=RETURN, by=by, chain_code=chain_for(letter, RETURN.code))
        data = {"return": asked.pk}
        record(Kind.LETTER_RETURN_PROPOSED, by=by, of=letter, to=readers_of(letter), data=data)
        return letter


def revise_letter_return(number: str, *, new: NewReturn, by: Person) -> Letter:
    """After a signer has returned the proposal: change it and submit it again.

    Raises NotVisible, NotAllowed, Conflict, Invalid at "reason" and "organ".
    """
    with locked(Letter.objects.visible_to(by), number=number) as letter:
        demand(may_revise_return(letter, by))
        asked = open_return(letter)
        if asked is None:
            raise Conflict(_("No return of this letter is proposed."), code="no-return")
        _write(asked, new)
        resubmit(letter, by=by)
        return letter


def _write(asked: LetterReturn, new: NewReturn) -> None:
    """Keep what is proposed; the letter's pages are stale from then on."""
    if new.ground not in ReturnGround.values:
        raise Invalid({"ground": [_("Choose one of the grounds.")]}, code="no-such-ground")
    demand_reason(new.reason)
    elsewhere = new.ground == ReturnGround.NOT_OURS
    if elsewhere and not new.organ.strip():
        raise Invalid({"organ": [_("Please name the organ it goes to.")]}, code="organ-required")
    asked.ground, asked.reason = new.ground, new.reason.strip()
    asked.organ = new.organ.strip() if elsewhere else ""
    asked.save()
    asked.letter.version += 1
    asked.letter.save(update_fields=["version"])
