"""Which items of the main navigation a person is offered, and what the live badge starts from."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.terms import Role, UnitKind
from hub.events.models import Mailbox
from hub.events.querysets import unread_up_to


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Context of every page of a signed-in person: nav items, unread notices, last sequence number."""
    person = getattr(request, "user", None)
    if person is None or not person.is_authenticated:
        return {}
    last = Mailbox.objects.filter(person=person).values_list("last_seq", flat=True).first()
    return {"nav": _items(request), "live_after": last or 0, "unread": unread_up_to(person)}


def _items(request: HttpRequest) -> list[dict[str, Any]]:
    person = request.user
    items = [("home", _("Inbox"), "inbox")]
    if person.holds(Role.REGISTRAR, Role.OFFICE_HEAD, kind=UnitKind.PETITION):
        items.append(("clues:letter-list", _("Letters"), "envelope"))
    items.append(("clues:clue-list", _("Clues"), "folder"))
    items.append(("events:notice-list", _("Notices"), "bell"))
    here = request.resolver_match.view_name if request.resolver_match else ""
    return [
        {"url": reverse(name), "label": label, "icon": icon, "active": name == here, "count": None}
        for name, label, icon in items
    ]
