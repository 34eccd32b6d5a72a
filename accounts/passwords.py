"""Passwords: given once by an administrator, then chosen by the person. None is shown twice or recorded."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.kinds import Kind
from accounts.models import Person
from accounts.policies import may_give_password
from hub.events.actions import record
from hub.kernel.acting import action
from hub.kernel.errors import Invalid, demand
from hub.kernel.transitions import locked
from hub.rules.deadlines import due

DEADLINE = "person.one_time_password"
# Without letters and digits that are taken for one another when read aloud: 16 of 30 are 78 bits.
ALPHABET = "abcdefghjkmnpqrstuvwxyz3456789"
GROUPS, IN_A_GROUP = 4, 4


@dataclass(frozen=True, slots=True)
class OneTime:
    """A one-time password, which exists here and nowhere else, and until when it can be used."""

    person: Person
    password: str = field(repr=False)
    until: datetime


def give_password(person_id: int, *, by: Person) -> OneTime:
    """Give a person a one-time password; what they had before ends, and so do their sessions.

    Raises NotVisible, NotAllowed.
    """
    with locked(Person, pk=person_id) as person:
        demand(may_give_password(person, by))
        return set_one_time(person, by=by)


def give_password_on_server(person_id: int) -> OneTime:
    """The same for whoever commands the server itself: the only way for the administrators among them."""
    with locked(Person, pk=person_id) as person:
        return set_one_time(person, by=None)


@action()
def set_one_time(person: Person, *, by: Person | None, password: str = "") -> OneTime:
    """Set a one-time password, a chosen one or a new one. Whoever calls this has asked the policy.

    Raises Invalid on "password" for a chosen one that is too weak.
    """
    if password:
        _check_strength(password, person)
    given = OneTime(person, password or new_password(), due(DEADLINE, timezone.now()).at)
    person.set_password(given.password)
    person.one_time_until = given.until
    person.save(update_fields=["password", "one_time_until"])
    record(Kind.PASSWORD_GIVEN, by=by, of=person, to=[person.pk])
    return given


def _check_strength(password: str, person: Person) -> None:
    try:
        validate_password(password, person)
    except ValidationError as weak:
        raise Invalid({"password": weak.messages}) from None


def new_password() -> str:
    """A new random password in groups that can be read aloud."""
    groups = ("".join(secrets.choice(ALPHABET) for _each in range(IN_A_GROUP)) for _group in range(GROUPS))
    return "-".join(groups)


@action()
def change_own_password(person: Person, password: str) -> None:
    """Take the password the person chose, who has shown the one before. Other sessions of theirs end."""
    check_is_new(person, password)
    person.set_password(password)
    person.one_time_until = None
    person.save(update_fields=["password", "one_time_until"])
    record(Kind.PASSWORD_CHANGED, by=person, of=person)


def check_is_new(person: Person, password: str) -> None:
    """Raise Invalid on "password" where a one-time password would just be kept."""
    if person.one_time_until and person.check_password(password):
        raise Invalid({"password": [_("This is the password you were given: choose another.")]})


def has_run_out(person: Person) -> bool:
    """Whether the person still has a one-time password that can no longer be used."""
    return person.one_time_until is not None and person.one_time_until < timezone.now()
