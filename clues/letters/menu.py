"""Letters in the main navigation."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.menu import sees_matters
from accounts.models import Person
from accounts.terms import Role, UnitKind
from hub.kernel.menu import menu_item

READING_LETTERS = (UnitKind.PETITION, UnitKind.CASE_MANAGEMENT, UnitKind.CADRE_SUPERVISION)


def _reads_letters(person: Person) -> bool:
    reading = (Role.REGISTRAR, Role.CASE_MANAGER, Role.OFFICE_HEAD)
    lower = person.holds(*reading, Role.CUSTODIAN, kind=UnitKind.DISTRICT)  # letters are passed down to them
    here = lower or any(person.holds(*reading, kind=kind) for kind in READING_LETTERS)
    return here and sees_matters(person)


LETTERS = menu_item("clues:letter-list", _("Letters"), "envelope", "clues:letter", 10, _reads_letters)
