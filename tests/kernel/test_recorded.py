"""A world that is copied is the one that is walked: the same rows, but for time and the numbers of keys."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import zip_longest

import pytest
from django.db import transaction
from django.utils import timezone

from tests import recorded
from tests.factories import clue_at, make_letter
from tests.pristine import ask

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
        return recorded.written()


# Where a way ends; every other state lies on the way to one of them.
ENDS = ("concluded", "held", "merged", "received", "struck", "suspended", "transferred")


@pytest.mark.parametrize("state", ENDS)
def test_a_copied_clue_is_a_walked_clue(state):
    with undone():
        clue_at(state)
    recording = recorded._recordings["_plain_clue_at", str(state)]
    copied = rows_of(lambda: recorded._replayed(recording))
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
            for a, b in zip_longest(parts(mine), parts(theirs), fillvalue=""):
                numbers = a.isdigit() and b.isdigit()
                if a != b and not (numbers and known.setdefault((kind, column, a), b) == b):
                    found.append(f"{name}: {mine} and {theirs}")
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


def test_another_clock_walks(monkeypatch):
    clue_at("registered")
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now)
    assert not recorded._is_untouched()


def test_a_copy_can_be_followed_by_anything():
    """Its keys are taken, its triggers are awake again."""
    first = clue_at("signed")
    assert clue_at("signed").pk > first.pk
    resting = ask("SELECT count(*) FROM pg_trigger WHERE tgenabled = 'D' AND NOT tgisinternal")
    assert resting == [(0,)]
