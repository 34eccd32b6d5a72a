"""What stands around each page of a signed-in person: the navigation, and what the live badge starts from."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from accounts.terms import ADMINISTRATORS
from hub.events.mail import mail_of
from hub.kernel.menu import menu_of


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Context of every page of a signed-in person: nav items, unread notices, last sequence number,
    whether matters can be found."""
    person = getattr(request, "user", None)
    if person is None or not person.is_authenticated:
        return {}
    here = request.resolver_match.view_name if request.resolver_match else ""
    last, unread = mail_of(person)
    return {
        "nav": [item.drawn(here) for item in menu_of(person)],
        "live_after": last,
        "unread": unread,
        "finds": not person.holds(*ADMINISTRATORS),
    }
