"""Who may do what about what becomes of a letter beside a clue. A refusal always says why."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.commission import acts_near
from accounts.models import Person
from accounts.terms import Role, UnitKind
from clues.holders import TAKING_LETTERS
from clues.letters.models.letters import Letter
from clues.letters.standing import open_pass
from hub.approvals.sheets import returned_to
from hub.kernel.verdict import ALLOWED, Verdict, deny


def may_revise_return(letter: Letter, by: Person) -> Verdict:
    """Whoever proposed it, once a signer has returned the proposal."""
    if returned_to(letter, by):
        return ALLOWED
    return deny("not_returned", _("Nobody has returned this to you."))


def may_end_return(letter: Letter, by: Person) -> Verdict:
    """The head of a petition office answers for its letters, and the principal leader for everything."""
    head = acts_near(by, letter.unit, Role.OFFICE_HEAD, kind=UnitKind.PETITION)
    if head or acts_near(by, letter.unit, Role.PRINCIPAL_LEADER, kind=UnitKind.LEADERSHIP):
        return ALLOWED
    return deny("not_in_charge", _("Only the head of the petition office or the principal leader does this."))


def may_pass_down(letter: Letter, by: Person) -> Verdict:
    """The petition registrar: 处理检举控告工作规则 art. 16. What is kept apart goes nowhere."""
    if letter.is_apart:
        return deny("kept_apart", _("A matter that is kept apart stays with the office that keeps it."))
    if by.holds(Role.REGISTRAR, unit_id=letter.unit_id):
        return ALLOWED
    return deny("not_registrar", _("Only a registrar of the office that received the letter does this."))


def may_answer_pass(letter: Letter, by: Person) -> Verdict:
    """Whoever takes in letters at the unit it was passed down to."""
    here = open_pass(letter)
    if here is not None and by.holds(*TAKING_LETTERS, unit_id=here.to_unit_id):
        return ALLOWED
    return deny("not_receiving", _("Only the unit that the letter was passed down to does this."))


def may_record_framing(letter: Letter, by: Person) -> Verdict:
    if by.holds(Role.OFFICE_HEAD, unit_id=letter.unit_id):
        return ALLOWED
    return deny("not_office_head", _("Only the head of the office that has the letter does this."))
