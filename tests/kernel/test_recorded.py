"""A world that is copied is the one that is walked: the same rows, but for time and the numbers of keys."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import zip_longest

import pytest
from django.db import transaction
from django.utils import timezone

from accounts.actions import give_post
from accounts.models import Person
from accounts.terms import Role
from tests import recorded
from tests.factories import _plain_clue_at, clue_at, make_letter
from tests.pristine import PRISTINE, ask
from tests.town import person, unit

pytestmark = pytest.mark.django_db

Rows = dict[str, dict[str, list[str]]]
# What differs between two walks: moments, days, digests, what is sealed.
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(\.\d+)?([+-]\d\d(:?\d\d)?)?")
_SECRET = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{24,}|gAAAA[\w=-]+|[\w+/=-]{40,}")
_PARTS = re.compile(r"\d+|\D+")


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def rows_of(build) -> Rows:
    """What `build` wrote."""
    with undone():
        build()
        return {table.name: recorded.written(table) for table in PRISTINE.changed()}


# Where a way ends; every other state lies on the way to one of them.
ENDS = ("concluded", "held", "merged", "received", "struck", "suspended", "transferred")


@pytest.mark.parametrize("state", ENDS)
def test_a_copied_clue_is_a_walked_clue(state):
    with undone():
        clue_at(state)
    recording = recorded.recording_of(_plain_clue_at, state)
    copied = rows_of(lambda: recorded.replayed(recording))
    walked = rows_of(lambda: clue_at(state))
    assert {name: len(rows) for name, rows in copied.items()} == {
        name: len(rows) for name, rows in walked.items()
    }
    for name in walked:
        assert differences(name, copied[name], walked[name]) == []


def differences(name: str, copied: dict[str, list[str]], walked: dict[str, list[str]]) -> list[str]:
    """Values that differ in more than numbers, or in which one number of a kind of row stands for two."""
    found, known = [], {}
    for one, other in zip(in_order(copied), in_order(walked), strict=True):
        kind = tuple(value for value in one if value.strip("'").replace(".", "").isalpha())
        for column, (mine, theirs) in enumerate(zip(one, other, strict=True)):
            called = ""  # the words before a number: a column may hold keys of several kinds
            for a, b in zip_longest(parts(mine), parts(theirs), fillvalue=""):
                numbers = a.isdigit() and b.isdigit()
                if a != b and not (numbers and known.setdefault((kind, column, called, a), b) == b):
                    found.append(f"{name}: {mine} and {theirs}")
                called = a
    return found


def in_order(rows: dict[str, list[str]]) -> list[list[str]]:
    return [rows[key] for key in sorted(rows, key=lambda key: (len(key), key))]


def parts(value: str) -> list[str]:
    return _PARTS.findall(_SECRET.sub("secret", _MOMENT.sub("moment", value)))


def test_who_has_written_before_walks():
    make_letter(title="x")
    number = clue_at("registered").number
    assert not number.endswith("000002")
    before = ask("SELECT count(*) FROM clues_clue")[0][0]
    clue_at("registered")
    assert ask("SELECT count(*) FROM clues_clue")[0][0] == before + 1


@pytest.mark.django_db(transaction=True)
def test_another_clock_walks(monkeypatch):
    clue_at("registered")
    PRISTINE.put_back()
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now)
    assert clue_at("registered").registered_at == now


def test_a_copy_can_be_followed_by_anything():
    """Its keys are taken, its triggers are awake again."""
    first = clue_at("signed")
    assert clue_at("signed").pk > first.pk
    assert sleeping_triggers() == 0


@pytest.mark.django_db(transaction=True)
def test_what_was_committed_is_put_back():
    people = ask("SELECT array_agg(p ORDER BY id) FROM accounts_person p")
    clue_at("signed")
    give_post(person("liaison"), unit=unit("org-1"), role=Role.LIAISON, by=person("system_admin"))
    Person.objects.filter(username="liaison").update(display_name="x")
    assert {"accounts_post", "accounts_person", "clues_clue"} <= {table.name for table in PRISTINE.changed()}
    PRISTINE.put_back()
    assert PRISTINE.changed() == []
    assert ask("SELECT array_agg(p ORDER BY id) FROM accounts_person p") == people
    assert sleeping_triggers() == 0


@pytest.mark.django_db(transaction=True)
def test_what_is_committed_is_copied_too():
    first = clue_at("pushed")
    PRISTINE.put_back()
    again = clue_at("pushed")
    assert (again.pk, again.number) == (first.pk, first.number)
    assert again.letters.get() == first.letters.get()
    assert clue_at("pushed").pk > again.pk


def sleeping_triggers() -> int:
    return ask("SELECT count(*) FROM pg_trigger WHERE tgenabled = 'D' AND NOT tgisinternal")[0][0]
