"""Worlds that are walked once and then copied: what a walk wrote is kept as SQL and written again.

A walk through the real actions takes long, and most tests begin with one. The first test of a process that
asks for a world walks; whoever asks for the same one before anything else was written gets the same rows with
the same keys. Only time tells it from a fresh walk: `tests/kernel/test_recorded.py` compares them row by row.
A recording lasts for the day on which it was made.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from tests.pristine import PRISTINE, Table, ask, do, is_untouched, rewriting

Walk = Callable[..., Any]

_now = timezone.now
_recordings: dict[tuple[str, ...], Recording] = {}


@dataclass(frozen=True, slots=True)
class Recording:
    """What a walk wrote, as SQL, and what it gave."""

    sql: str
    given: Any
    day: date


def recorded(walk: Walk) -> Walk:
    """Decorator for a function that builds a world by the real actions and gives one row of it, or its keys.

    Its arguments, if it has any, are words.
    """

    @functools.wraps(walk)
    def built(*words: str) -> Any:
        if timezone.now is not _now or not is_untouched():
            return walk(*words)
        return _copied(walk, *words)

    return built


@contextmanager
def anew(built: Walk, *words: str) -> Iterator[Any]:
    """The world, undone at the end: for tests that look at several, one after the other.

    Nothing else may have been written before.
    """
    with transaction.atomic():
        yield _copied(built.__wrapped__, *words)  # type: ignore[attr-defined]
        transaction.set_rollback(True)


def _copied(walk: Walk, *words: str) -> Any:
    key = _key(walk, words)
    found = _recordings.get(key)
    if found is not None and found.day == timezone.localdate():
        return replayed(found)
    given = walk(*words)
    _recordings[key] = Recording(";\n".join(_statements()), given, timezone.localdate())
    return given


def recording_of(walk: Walk, *words: str) -> Recording:
    """What was kept of a walk that somebody has gone."""
    return _recordings[_key(walk, words)]


def _key(walk: Walk, words: tuple[object, ...]) -> tuple[str, ...]:
    return (walk.__module__, walk.__qualname__, *map(str, words))


def replayed(recording: Recording) -> Any:
    """Write what the walk wrote; a row comes fresh from the database."""
    with transaction.atomic():
        do(recording.sql)
    given = recording.given
    return type(given)._base_manager.get(pk=given.pk) if isinstance(given, models.Model) else given


def written(table: Table) -> dict[str, list[str]]:
    """The rows of a table that the test wrote: key -> each value as SQL."""
    values = ", ".join(f"quote_nullable({column}::text)" for column in table.columns)
    return dict(ask(f"SELECT {table.key}::text, ARRAY[{values}] FROM {table.name} WHERE {PRISTINE.young}"))


def _statements() -> Iterator[str]:
    """What leads from the rows that every test finds to those there are now."""
    changed, deletes, inserts = PRISTINE.changed(), [], []
    for table in changed:
        rows, gone = written(table), PRISTINE.gone(table)
        if gone:
            listed = ", ".join(f"'{key}'" for key in gone)
            deletes.append(f"DELETE FROM {table.name} WHERE {table.key} IN ({listed})")
        if rows:
            values = ", ".join(f"({', '.join(each)})" for each in rows.values())
            columns = f"({', '.join(table.columns)}) OVERRIDING SYSTEM VALUE"
            inserts.append(f"INSERT INTO {table.name} {columns} VALUES {values}")
    return rewriting(changed, reversed(deletes), inserts)
