"""Letters for tests that are returned, passed down or found to frame somebody, by those whose work it is."""

from __future__ import annotations

from django.utils import timezone

from clues.letter_ways.actions.framing import Decision, record_framing
from clues.letter_ways.actions.passing_down import pass_down
from clues.letter_ways.actions.returns import NewReturn, propose_letter_return
from clues.letters.models.letters import Letter
from clues.letters.terms import DecidingCommission, ReturnGround
from hub.approvals.actions import return_to_initiator
from tests.factories import make_letter
from tests.signing import digest_for, running_approval, sign_as
from tests.town import person, unit

EMPTY = NewReturn(ReturnGround.NO_SUBSTANCE, "通篇没有具体事实")


def proposed(letter: Letter | None = None, new: NewReturn = EMPTY) -> Letter:
    """Its return waits for the leader in charge."""
    letter = letter or make_letter()
    return propose_letter_return(letter.number, new=new, by=person("registrar"))


def returned(letter: Letter | None = None, new: NewReturn = EMPTY) -> Letter:
    letter = proposed(letter, new)
    sign_as("deputy", letter)
    letter.refresh_from_db()
    return letter


def to_revise(letter: Letter | None = None) -> Letter:
    """The leader in charge has returned the proposal to whoever made it."""
    letter = proposed(letter)
    running = running_approval(letter)
    digest = digest_for(running)
    return_to_initiator(running.pk, by=person("deputy"), digest=digest, opinion="写明去向")
    return letter


def passed_down(letter: Letter | None = None) -> Letter:
    letter = letter or make_letter()
    unit_ = unit("district-1")
    return pass_down(letter.number, unit=unit_, reason="属区管干部，按管辖转送", by=person("registrar"))


def framing(letter: Letter | None = None) -> Letter:
    """A municipal commission found that it frames somebody."""
    letter = letter or make_letter()
    new = Decision(DecidingCommission.MUNICIPAL, "市纪认〔2026〕1号", timezone.localdate())
    return record_framing(letter.number, new=new, by=person("petition_head"))
