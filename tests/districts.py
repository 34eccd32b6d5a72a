"""A second commission: a district with leaders, a case management office and a clue of its own."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from accounts.actions import NewPerson, NewUnit, enter_person, give_post, open_unit, set_clearance
from accounts.terms import Role, UnitKind
from clues.clue.models.clues import Clue
from clues.letter_ways.actions.passing_down import accept_letter
from tests.factories import level, make_clue
from tests.letter_ways import passed_down
from tests.town import identity_of, person, unit

UNITS = {"d1-leaders": UnitKind.LEADERSHIP, "d1-cases": UnitKind.CASE_MANAGEMENT}
PEOPLE = {
    "d1_secretary": (Role.PRINCIPAL_LEADER, "d1-leaders"),
    "d1_deputy": (Role.LEADER_IN_CHARGE, "d1-leaders"),
    "d1_management_head": (Role.OFFICE_HEAD, "d1-cases"),
    "d1_manager": (Role.CASE_MANAGER, "d1-cases"),
}


def build_commission() -> None:
    """Below district-1, which stands in the town already."""
    admin, start = person("system_admin"), timezone.localdate() - timedelta(days=30)
    for code, kind in UNITS.items():
        named = {"name": f"区 {code}", "name_en": f"District {code}", "territory": "990101"}
        new = NewUnit(
            code=code, kind=kind, parent=unit("district-1"), supervised_by=None, from_on=start, **named
        )
        open_unit(new, by=admin)
    for name, (role, code) in PEOPLE.items():
        entered = enter_person(NewPerson(name, name, identity_of(name)), by=admin)
        give_post(entered, unit=unit(code), role=role, by=admin, from_on=start)
        set_clearance(entered.pk, level=level(), by=person("security_admin"))


def district_clue() -> Clue:
    """Drawn by the district from a letter that was passed down to it and accepted."""
    letter = accept_letter(passed_down().number, by=person("district_custodian"))
    return make_clue(letter, by="district_custodian")
