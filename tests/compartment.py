"""The office that keeps apart what is said about the commission's own people, and a matter in it."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from accounts.actions import NewPerson, NewUnit, enter_person, give_post, open_unit, set_clearance
from accounts.models import Unit
from accounts.terms import Role, UnitKind
from clues.clue.models.clues import Clue
from clues.letters.models.letters import Letter
from tests.factories import level, make_clue, make_letter, new_subject
from tests.town import identity_of, person, unit

PEOPLE = {
    "cadre_head": Role.OFFICE_HEAD,
    "cadre_manager": Role.CASE_MANAGER,
    "cadre_custodian": Role.CUSTODIAN,
    "cadre_handler": Role.HANDLER,
    "cadre_handler_2": Role.HANDLER,
}


def build_office() -> Unit:
    admin, start = person("system_admin"), timezone.localdate() - timedelta(days=30)
    new = NewUnit(
        code="cadre",
        kind=UnitKind.CADRE_SUPERVISION,
        name="干部监督室",
        name_en="Cadre office",
        parent=unit("commission"),
        supervised_by=None,
        territory="",
        from_on=start,
    )
    office = open_unit(new, by=admin)
    for name, role in PEOPLE.items():
        entered = enter_person(NewPerson(name, name, identity_of(name)), by=admin)
        give_post(entered, unit=office, role=role, by=admin, from_on=start)
        set_clearance(entered.pk, level=level(), by=person("security_admin"))
    return office


def own_letter(**fields: object) -> Letter:
    """A letter about somebody of a supervision office, registered by the petition office."""
    return make_letter(**({"subjects": [new_subject(unit=unit("supervision-1"))]} | fields))


def own_clue() -> Clue:
    return make_clue(own_letter(), by="cadre_manager")
