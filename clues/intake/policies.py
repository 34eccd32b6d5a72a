"""Who may do what about how a clue comes in. A refusal always says why."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from accounts.terms import Role, UnitKind
from clues.holders import TAKING_LETTERS
from clues.letters.models.letters import Letter
from clues.letters.policies import may_transfer
from clues.letters.standing import accepted_pass
from hub.kernel.verdict import ALLOWED, Verdict, deny


def may_receive_referrals(by: Person) -> Verdict:
    """Case management takes in what partner bodies pass on: 监察法实施条例 art. 202."""
    if by.holds(Role.CASE_MANAGER, kind=UnitKind.CASE_MANAGEMENT):
        return ALLOWED
    return deny("not_case_manager", _("Only a case manager does this."))


def may_draw(letter: Letter, by: Person) -> Verdict:
    """The office that has the letter; where a lower level accepted it, that one alone."""
    accepted = accepted_pass(letter)
    if accepted is None:
        return may_transfer(letter, by)
    if by.holds(*TAKING_LETTERS, unit_id=accepted.to_unit_id):
        return ALLOWED
    return deny("not_lower_level", _("Only the lower level that accepted the letter draws from it."))
