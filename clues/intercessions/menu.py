"""Intercessions in the main navigation."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.menu import sees_matters
from accounts.models import Person
from accounts.terms import Role, UnitKind
from hub.kernel.menu import menu_item


def _watches(person: Person) -> bool:
    watching = person.holds(Role.OFFICE_HEAD, Role.CASE_MANAGER, kind=UnitKind.CADRE_SUPERVISION)
    leads = person.holds(Role.PRINCIPAL_LEADER, kind=UnitKind.LEADERSHIP)
    return (watching or leads) and sees_matters(person)


INTERCESSIONS = menu_item(
    "clues:intercession-list", _("Intercessions"), "hand-raised", "clues:intercession", 30, _watches
)
