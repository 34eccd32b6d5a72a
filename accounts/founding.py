"""The first three people of an installation: everybody else is entered by them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.kinds import Kind
from accounts.models import Person, Post, PostGroup, Unit
from accounts.passwords import OneTime, set_one_time
from accounts.terms import ADMINISTRATORS, Role, UnitKind
from hub.events.actions import record
from hub.kernel.acting import action, forget
from hub.kernel.errors import Conflict, Invalid
from hub.kernel.transitions import take_turns

CODE = "administration"
ORDER = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)


@dataclass(frozen=True, slots=True)
class Founder:
    """One of the three: `password` is a chosen one-time password; empty: one is made."""

    username: str
    display_name: str = ""
    password: str = ""


@action()
def found_administration(founders: Mapping[str, Founder]) -> dict[str, OneTime]:
    """Create the administration unit and its three administrators: role -> founder, role -> how to sign in.

    Nobody is asked, for nobody is there: it is refused as soon as a system administrator exists.
    Raises Conflict, Invalid on the role for a user name that is taken or a password that is too weak.
    """
    _check_first()
    _check_names(founders)
    unit, _new = Unit.objects.get_or_create(
        code=CODE,
        defaults={
            "kind": UnitKind.ADMINISTRATION,
            "name": "系统管理",
            "name_en": "Administration",
            "from_on": timezone.localdate(),
        },
    )
    forget()
    given: dict[str, OneTime] = {role: _enter(founders[role], role, unit) for role in ORDER}
    record(Kind.FOUNDED, by=None, of=unit, data={"people": [one.person.pk for one in given.values()]})
    return given


def _check_first() -> None:
    # Two at once: the second waits and then finds the administrator of the first.
    take_turns([CODE])
    if Person.objects.holding(group__role=Role.SYSTEM_ADMIN).exists():
        raise Conflict(_("There is a system administrator already."), code="founded")


def _check_names(founders: Mapping[str, Founder]) -> None:
    assert set(founders) == ADMINISTRATORS
    names = [founder.username.casefold() for founder in founders.values()]
    if len(set(names)) < len(names):
        raise Invalid({"": [_("The three administrators are three people.")]})
    for role, founder in founders.items():
        _check_name(role, founder.username)


def _check_name(role: str, username: str) -> None:
    try:
        validate_slug(username)
    except ValidationError:
        raise Invalid({role: [_("A user name consists of Latin letters, digits, - and _.")]}) from None
    if Person.objects.filter(username__iexact=username).exists():
        raise Invalid({role: [_("This user name is taken.")]})


def _enter(founder: Founder, role: str, unit: Unit) -> OneTime:
    name = founder.display_name or str(Role(role).label)
    person = Person.objects.create(username=founder.username, display_name=name)
    group, _new = PostGroup.objects.get_or_create(
        unit=unit, role=role, defaults={"name": f"{unit.code}:{role}"}
    )
    Post.objects.create(person=person, group=group, from_on=timezone.localdate())
    return set_one_time(person, by=None, password=founder.password)
