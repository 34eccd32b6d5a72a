"""Whatever is sent, wherever something can be sent: it is refused or understood, and never a defect."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress

import pytest
from django.db import transaction
from django.test import Client

from tests.hostile.places import IN_FORMS_BY_HAND, READ_BY_HAND, Spot, described_as, members, spots
from tests.hostile.values import BODIES, MEMBERS, TEXTS
from tests.town import person
from tests.urls.world import World, address, build_world

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
CALLERS = ("manager", "registrar", "system_admin", "audit_admin", "security_admin")
KEYS = ("9" * 5000, str(10**30), str(2**63), "%00", "%ED%A0%80", "0")


@pytest.fixture(autouse=True)
def no_rate_limits(settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = False
    settings.AXES_ENABLED = False


class Attack:
    """Sends, undoes whatever came of it, and keeps what was answered with a defect."""

    def __init__(self) -> None:
        self.world: World = build_world()
        self.clients = {name: _client(name) for name in CALLERS}
        self.defects: list[str] = []
        self.sent = 0

    def send(self, who: str, method: str, path: str, body: bytes = b"", kind: str = "") -> int:
        kind = kind or "application/x-www-form-urlencoded"
        self.sent += 1
        with transaction.atomic():
            answer = self.clients[who].generic(method, path, body, kind)
            transaction.set_rollback(True)
        if answer.status_code >= 500:
            self.defects.append(f"{method} {path[:150]} {body[:90]!r} as {who}: {answer.status_code}")
        return answer.status_code

    def path_of(self, spot: Spot, **changed: object) -> str:
        return address(spot.pattern, self.world.arguments(spot.name) | changed)

    def caller(self, spot: Spot) -> str:
        """Somebody to whom the place is open, as far as there is one."""
        way = self.path_of(spot)
        return next((who for who in CALLERS if self.send(who, "GET", way) == 200), CALLERS[0])


def _client(name: str) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(person(name), backend=BACKEND)
    return client


def some(values: Iterable[str | bytes]) -> Callable[[], Iterator]:
    """One of the values at each place, so that all of them come in turn."""
    turning = itertools.cycle(values)
    return lambda: itertools.islice(turning, 1)


def every(values: Iterable[str | bytes]) -> Callable[[], Iterator]:
    held = tuple(values)
    return lambda: iter(held)


def in_addresses(attack: Attack, texts: Callable[[], Iterator]) -> None:
    for spot in spots():
        who, path = attack.caller(spot), attack.path_of(spot)
        for name in spot.asked:
            for text in texts():
                attack.send(who, "GET", f"{path}?{name}={text}")
        if not spot.is_interface:
            for text in texts():
                attack.send(who, "GET", f"{path}?" + "&".join(f"{name}={text}" for name in READ_BY_HAND))


def in_paths(attack: Attack, texts: Callable[[], Iterator]) -> None:
    for spot in spots():
        if "<" not in spot.pattern:
            continue
        who, names = attack.caller(spot), attack.world.arguments(spot.name)
        for text in texts():
            hostile = {name: text for name in names}
            for method in ("GET", "POST"):
                with suppress(KeyError):
                    attack.send(who, method, attack.path_of(spot, **hostile))


def in_forms(attack: Attack, texts: Callable[[], Iterator]) -> None:
    for spot in spots():
        if spot.is_interface or spot.name == "account_logout":
            continue
        who, path = attack.caller(spot), attack.path_of(spot)
        names = dict.fromkeys((*spot.fields, *READ_BY_HAND, *IN_FORMS_BY_HAND))
        for text in texts():
            body = "&".join(f"{name}={text}" for name in names) + f"&{text}={text}"
            attack.send(who, "POST", path, body.encode())


def in_bodies(attack: Attack, values: Callable[[], Iterator], bodies: Callable[[], Iterator]) -> None:
    described = members()
    for spot in spots():
        names = described.get(described_as(spot.pattern))
        if names is None:
            continue
        path, kind = attack.path_of(spot), "application/json"
        for value in values():
            body = b"{" + b",".join(b'"%s": %s' % (name.encode(), value) for name in names) + b"}"
            for who in ("manager", "registrar"):
                attack.send(who, "POST", path, body, kind)
        for body in bodies():
            attack.send("manager", "POST", path, body, kind)


WAYS = {
    "addresses": lambda attack, take: in_addresses(attack, take(TEXTS)),
    "paths": lambda attack, take: in_paths(attack, take(KEYS)),
    "forms": lambda attack, take: in_forms(attack, take(TEXTS)),
    "bodies": lambda attack, take: in_bodies(attack, take(MEMBERS), take(BODIES)),
}


@pytest.mark.parametrize("way", WAYS)
def test_nothing_that_is_sent_is_a_defect(way):
    attack = Attack()
    WAYS[way](attack, some)
    assert "\n".join(attack.defects) == ""
    assert attack.sent > 150


@pytest.mark.soak
@pytest.mark.parametrize("way", WAYS)
def test_nothing_at_all_that_is_sent_is_a_defect(way):
    attack = Attack()
    WAYS[way](attack, every)
    assert "\n".join(attack.defects) == ""
    assert attack.sent > 1000
