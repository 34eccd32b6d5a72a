"""Every URL pattern x method x actor, against a literal table, table.csv: a row per route and method.

What a route answers to a method it lacks is stated once, here; a row says what differs. A route without any
row fails, and so does a row without a route. Whoever a row is hidden from gets, byte for byte, the answer
that a row gives which does not exist.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.urls.world import (
    ABSENT,
    ACTORS,
    HIDDEN_FROM,
    METHODS,
    address,
    ask,
    ask_in_vain,
    build_world,
    client_of,
    routes,
    telling,
)

pytestmark = pytest.mark.django_db

TABLE = Path(__file__).with_name("table.csv")
PARTS = 6
NOT_FOUND, NOT_THERE = 404, 405
# Routes about one clue, letter or approval: what they show is governed.
GOVERNED = ("clues:clue-", "clues:letter-", "approvals:", "approvals-api:", "clues-api:")


@pytest.fixture(autouse=True)
def no_rate_limits(settings) -> None:
    """Sign-in pages refuse after some tries; here that would depend on the order of the rows."""
    settings.ACCOUNT_RATE_LIMITS = False
    settings.AXES_ENABLED = False


def written() -> list[dict[str, str]]:
    with TABLE.open(newline="") as file:
        return list(csv.DictReader(file))


def lacking(name: str, pattern: str, method: str) -> dict[str, str]:
    """The row of a method that the route lacks: nobody can use it; who is not signed in is not even told."""
    anonymous = "401" if pattern.startswith("api/") else "302"
    return {"route": name, "method": method} | dict.fromkeys(ACTORS, "405") | {"anonymous": anonymous}


def rows() -> list[dict[str, str]]:
    """A row for every route and method."""
    said = {(row["route"], row["method"]): row for row in written()}
    return [
        said.get((name, method)) or lacking(name, pattern, method)
        for name, pattern in routes()
        for method in METHODS
    ]


def test_every_route_has_a_row_and_every_row_a_route():
    found = [(row["route"], row["method"]) for row in written()]
    assert {route for route, _method in found} == {name for name, _pattern in routes()}
    assert {method for _route, method in found} <= {*METHODS}
    assert len(found) == len({*found})


def test_no_row_says_what_is_stated_once():
    patterns = dict(routes())
    repeated = [
        row for row in written() if row == lacking(row["route"], patterns[row["route"]], row["method"])
    ]
    assert repeated == []


def test_the_table_promises_no_failure():
    assert [row for row in rows() if any(row[actor].startswith("5") for actor in ACTORS)] == []


@pytest.mark.parametrize("part", range(PARTS))
def test_every_answer_is_the_one_in_the_table(part):
    world = build_world()
    patterns = dict(routes())
    written_ones = {(row["route"], row["method"]) for row in written()}
    vain = {(actor, method): ask_in_vain(actor, method) for actor in ACTORS for method in METHODS}
    clients = {actor: client_of(actor) for actor in ACTORS}
    wrong = []
    for row in rows()[part::PARTS]:
        method, path = row["method"], address(patterns[row["route"]], world.arguments(row["route"]))
        is_written = (row["route"], method) in written_ones
        for actor, client in clients.items():
            status = ask(client, method, path).status_code if is_written else vain[actor, method](path)
            if str(status) != row[actor]:
                wrong.append(f"{method} {row['route']} as {actor}: {status}, the table says {row[actor]}")
    assert wrong == []


# They do not see the clue, but have a post in the unit that takes stock.
OF_THE_UNIT = ("low_clearance", "recused")


def test_hidden_and_absent_are_the_same_bytes():
    world = build_world()
    clients = {actor: client_of(actor) for actor in HIDDEN_FROM}
    compared, leaks = 0, []
    for name, pattern in routes():
        if "<" not in pattern or not name.startswith(GOVERNED):
            continue
        for method in ("GET", "POST"):
            here = address(pattern, world.arguments(name))
            nowhere = address(pattern, world.arguments(name) | ABSENT)
            for actor, client in clients.items():
                if "stock" in name and actor in OF_THE_UNIT:
                    continue
                compared += 1
                there, absent = ask(client, method, here), ask(client, method, nowhere)
                if telling(there, here) != telling(absent, nowhere):
                    leaks.append(f"{method} {name} as {actor}: {there.status_code} and {absent.status_code}")
    assert leaks == []
    assert compared > 400


def test_a_form_comes_back_only_to_whoever_may_fill_it_in():
    """Its choices, and whom it leaves out, are not for everybody who sees the matter."""
    table = {(row["route"], row["method"]): row for row in rows()}
    for (route, method), row in table.items():
        page = table[route, "GET"]
        for actor in ACTORS:
            if method in ("POST", "PUT") and row[actor] == "422":
                assert page[actor] in ("200", "405"), (route, method, actor)


def test_the_size_of_the_table(record_property):
    answers = len(rows()) * len(ACTORS)
    record_property("answers", answers)
    assert answers >= 17_490
