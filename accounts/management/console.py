"""What the commands share: who acts, how a refusal is said, how a one-time password is shown."""

from __future__ import annotations

from collections.abc import Iterator

from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from accounts.passwords import OneTime
from accounts.terms import Role
from hub.kernel.errors import HubError, Invalid


def administrator(username: str | None, option: str) -> Person:
    """The system administrator of that name; without a name, the only one there is. Raises CommandError."""
    people = Person.objects.holding(group__role=Role.SYSTEM_ADMIN)
    found = list(people.filter(username=username) if username else people[:2])
    if len(found) != 1:
        raise CommandError(_("Say which system administrator does this (%(option)s).") % {"option": option})
    return found[0]


def said(refusal: HubError) -> str:
    fields = refusal.fields if isinstance(refusal, Invalid) else {}
    return " ".join([str(refusal.message), *(sentence for told in fields.values() for sentence in told)])


def one_time_lines(given: OneTime, *, shown: bool = True) -> Iterator[str]:
    """What the person needs to sign in; the password only where the console is the first to show it."""
    yield f"username  {given.person.username}"
    if shown:
        yield f"password  {given.password}"
    yield f"until     {timezone.localtime(given.until):%Y-%m-%d %H:%M}"
