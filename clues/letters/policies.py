"""Who may do what about letters. A refusal always says why."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from accounts.terms import Role, UnitKind
from clues.holders import REGISTERING
from clues.letters.models.letters import Letter
from hub.kernel.verdict import ALLOWED, Verdict, deny


def may_register_letters(by: Person) -> Verdict:
    if by.holds(Role.REGISTRAR, kind=UnitKind.PETITION):
        return ALLOWED
    return deny("not_registrar", _("Only a registrar of the petition office registers letters."))


def may_transfer(letter: Letter, by: Person) -> Verdict:
    if by.holds(*REGISTERING, unit_id=letter.unit_id):
        return ALLOWED
    return deny("not_registrar", _("Only a registrar of the office that received the letter does this."))
