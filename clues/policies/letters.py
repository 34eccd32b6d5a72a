"""Who may do what with a letter and with a file of letters. A refusal always says why."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.commission import acts_near
from accounts.models import Person
from accounts.terms import Role, UnitKind
from clues.holders import REGISTERING, TAKING_LETTERS
from clues.letter_standing import accepted_pass, open_pass
from clues.models import Letter, LetterImport, SentOn
from hub.approvals.sheets import returned_to
from hub.kernel.errors import Conflict
from hub.kernel.verdict import ALLOWED, Verdict, deny


def may_register_letters(by: Person) -> Verdict:
    if by.holds(Role.REGISTRAR, kind=UnitKind.PETITION):
        return ALLOWED
    return deny("not_registrar", _("Only a registrar of the petition office registers letters."))


def may_run_import(batch: LetterImport, by: Person) -> Verdict:
    """Letters are registered in the name of the sender, and nobody else has looked at the bad rows."""
    if batch.by_id != by.pk:
        return deny("not_sender", _("Only who sent the file does this."))
    return may_register_letters(by)


def may_transfer(letter: Letter, by: Person) -> Verdict:
    if by.holds(*REGISTERING, unit_id=letter.unit_id):
        return ALLOWED
    return deny("not_registrar", _("Only a registrar of the office that received the letter does this."))


def closed_to_noting(row: SentOn) -> Conflict | None:
    """Why it is not noted that the letter was sent on; None where it can be."""
    if row.sent_on is None:
        return None
    return Conflict(_("It is noted already that this was sent on."), code="sent")


def may_note_sent(row: SentOn, by: Person) -> Verdict:
    if by.holds(Role.REGISTRAR, unit_id=row.unit_id):
        return ALLOWED
    return deny("not_registrar", _("Only a registrar of the office that received the letter does this."))


def may_answer_reporter(letter: Letter, by: Person) -> Verdict:
    """Reporters are answered by the office they wrote to: 处理检举控告工作规则 arts. 26-27."""
    if by.holds(*REGISTERING, Role.OFFICE_HEAD, unit_id=letter.unit_id):
        return ALLOWED
    return deny("not_petition_office", _("Only the petition office that received the letter does this."))


def may_draw(letter: Letter, by: Person) -> Verdict:
    """The office that has the letter; where a lower level accepted it, that one alone."""
    accepted = accepted_pass(letter)
    if accepted is None:
        return may_transfer(letter, by)
    if by.holds(*TAKING_LETTERS, unit_id=accepted.to_unit_id):
        return ALLOWED
    return deny("not_lower_level", _("Only the lower level that accepted the letter draws from it."))


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
