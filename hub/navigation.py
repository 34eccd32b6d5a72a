"""Which items of the main navigation a person is offered, and what the live badge starts from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Person
from accounts.terms import ADMINISTRATORS, Role, UnitKind
from hub.events.models import Mailbox
from hub.events.querysets import unread_badge


@dataclass(frozen=True, slots=True)
class Item:
    """One item: it is the present place on its own page and on every page whose name begins with `under`."""

    name: str
    label: str
    icon: str
    under: str

    def shown(self, here: str) -> dict[str, Any]:
        active = here == self.name or here.startswith(self.under)
        return {"url": reverse(self.name), "label": self.label, "icon": self.icon, "active": active}


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Context of every page of a signed-in person: nav items, unread notices, last sequence number,
    whether matters can be found."""
    person = getattr(request, "user", None)
    if person is None or not person.is_authenticated:
        return {}
    here = request.resolver_match.view_name if request.resolver_match else ""
    last = Mailbox.objects.filter(person=person).values_list("last_seq", flat=True).first()
    return {
        "nav": [item.shown(here) for item in _items(person)],
        "live_after": last or 0,
        "unread": unread_badge(person),
        "finds": not person.holds(*ADMINISTRATORS),
    }


def _items(person: Person) -> Iterator[Item]:
    yield Item("home", _("Inbox"), "inbox", "approvals:")
    if person.holds(*ADMINISTRATORS):
        yield from _administration(person)
    else:
        yield from _matters(person)
    yield Item("events:notice-list", _("Notices"), "bell", "events:")


READING_LETTERS = (UnitKind.PETITION, UnitKind.CASE_MANAGEMENT, UnitKind.CADRE_SUPERVISION)


def _matters(person: Person) -> Iterator[Item]:
    reading = (Role.REGISTRAR, Role.CASE_MANAGER, Role.OFFICE_HEAD)
    lower = person.holds(*reading, Role.CUSTODIAN, kind=UnitKind.DISTRICT)  # letters are passed down to them
    if lower or any(person.holds(*reading, kind=kind) for kind in READING_LETTERS):
        yield Item("clues:letter-list", _("Letters"), "envelope", "clues:letter")
    yield Item("clues:clue-list", _("Clues"), "folder", "clues:clue")
    watching = person.holds(Role.OFFICE_HEAD, Role.CASE_MANAGER, kind=UnitKind.CADRE_SUPERVISION)
    if watching or person.holds(Role.PRINCIPAL_LEADER, kind=UnitKind.LEADERSHIP):
        yield Item("clues:intercession-list", _("Intercessions"), "hand-raised", "clues:intercession")
    if person.holds(Role.CASE_MANAGER, kind=UnitKind.CASE_MANAGEMENT):
        yield Item("accounts:recusal-list", _("Recusals"), "no-symbol", "accounts:recusal")


def _administration(person: Person) -> Iterator[Item]:
    """The three administrators see people, clearance and the ledger; never a matter."""
    if person.holds(Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN):
        yield Item("accounts:person-list", _("People"), "users", "accounts:person")
        yield Item("chains:list", _("Chains"), "arrows-right-left", "chains:")
    if person.holds(Role.SYSTEM_ADMIN):
        yield Item("accounts:unit-list", _("Units"), "building-office", "accounts:unit")
        yield Item("accounts:period-list", _("Periods"), "clock", "accounts:period")
    if person.holds(Role.AUDIT_ADMIN):
        yield Item("accounts:ledger", _("Ledger"), "book-open", "accounts:ledger")
        yield Item("accounts:audit-looks", _("Read log"), "eye", "accounts:audit-looks")
        yield Item("accounts:audit-readers", _("Who could see it"), "users", "accounts:audit-readers")
