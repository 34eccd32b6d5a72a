"""Units, people and the ledger in the main navigation. The three administrators see these, never a matter."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from accounts.terms import ADMINISTRATORS, Role, UnitKind
from hub.kernel.menu import menu_item


def sees_matters(person: Person) -> bool:
    return not person.holds(*ADMINISTRATORS)


def _holding(*roles: Role) -> Callable[[Person], bool]:
    return lambda person: person.holds(*roles)


def _declares_recusals(person: Person) -> bool:
    return sees_matters(person) and person.holds(Role.CASE_MANAGER, kind=UnitKind.CASE_MANAGEMENT)


SYSTEM, AUDIT = _holding(Role.SYSTEM_ADMIN), _holding(Role.AUDIT_ADMIN)

menu_item("accounts:recusal-list", _("Recusals"), "no-symbol", "accounts:recusal", 40, _declares_recusals)
menu_item(
    "accounts:person-list",
    _("People"),
    "users",
    "accounts:person",
    50,
    _holding(Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN),
)
menu_item("accounts:unit-list", _("Units"), "building-office", "accounts:unit", 70, SYSTEM)
menu_item("accounts:period-list", _("Periods"), "clock", "accounts:period", 71, SYSTEM)
menu_item("accounts:ledger", _("Ledger"), "book-open", "accounts:ledger", 80, AUDIT)
menu_item("accounts:audit-looks", _("Read log"), "eye", "accounts:audit-looks", 81, AUDIT)
menu_item("accounts:audit-readers", _("Who could see it"), "users", "accounts:audit-readers", 82, AUDIT)
