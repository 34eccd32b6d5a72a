"""A second leader in charge, and leaders put in charge of units."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from accounts.actions import NewPerson, enter_person, give_post, set_clearance
from accounts.models import Person, Post
from accounts.terms import Role
from tests.factories import level
from tests.town import identity_of, person, unit


def second_deputy() -> Person:
    admin = person("system_admin")
    entered = enter_person(NewPerson("deputy_2", "deputy 2", identity_of("deputy_2")), by=admin)
    start = timezone.localdate() - timedelta(days=30)
    give_post(entered, unit=unit("commission"), role=Role.LEADER_IN_CHARGE, by=admin, from_on=start)
    return set_clearance(entered.pk, level=level(), by=person("security_admin"))


def put_in_charge(name: str, code: str, **days: date) -> Post:
    given = {"unit": unit(code), "role": Role.LEADER_IN_CHARGE, "by": person("system_admin")}
    return give_post(person(name), **given, **days)  # type: ignore[arg-type]
