"""Worlds that are walked once and then copied: what a walk wrote is kept as SQL and written again.

A walk through the real actions takes long, and most tests begin with one. The first test of a process that
asks for a world walks; whoever asks for the same one before anything else was written gets the same rows with
the same keys. Only time tells it from a fresh walk: `tests/kernel/test_recorded.py` compares them row by row.
A recording lasts for the day on which it was made.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection, models
from django.utils import timezone

from tests.pristine import ask, do, rewriting, tables

Walk = Callable[..., Any]

_now = timezone.now
_recordings: dict[tuple[str, ...], Recording] = {}


@dataclass(frozen=True, slots=True)
class Recording:
    """What a walk wrote, as SQL, and the row it gave."""

    sql: str
    model: type[models.Model]
    pk: int
    day: date


def recorded(walk: Walk) -> Walk:
    """Decorator for a function that builds a world by the real actions and gives one row of it.

    Its arguments, if it has any, are words.
    """

    @functools.wraps(walk)
    def built(*words: str) -> Any:
        if not _is_untouched():
            return walk(*words)
        key = (walk.__qualname__, *map(str, words))
        found = _recordings.get(key)
        if found is not None and found.day == timezone.localdate():
            return _replayed(found)
        before = keys()
        row = walk(*words)
        sql = ";\n".join(_statements(before))
        _recordings[key] = Recording(sql, type(row), row.pk, timezone.localdate())
        return row

    return built


def _is_untouched() -> bool:
    """Whether nothing was written yet in a test that is rolled back, and its clock is the real one."""
    if not connection.in_atomic_block or timezone.now is not _now:
        return False
    return bool(ask("SELECT pg_current_xact_id_if_assigned() IS NULL")[0][0])


def _replayed(recording: Recording) -> models.Model:
    do(recording.sql)
    return recording.model._base_manager.get(pk=recording.pk)


def keys() -> dict[str, set[str]]:
    """The keys of all rows there are, by table."""
    asked = (f"SELECT '{t.name}', array_agg({t.key}::text) FROM {t.name}" for t in tables())
    return {name: set(found or ()) for name, found in ask(" UNION ALL ".join(asked))}


def written() -> dict[str, dict[str, list[str]]]:
    """The rows that this transaction, or one within it, wrote: table -> key -> each value as SQL."""
    since = ask("SELECT pg_current_xact_id()::text")[0][0]
    asked = (
        f"SELECT '{t.name}', {t.key}::text,"
        f" ARRAY[{', '.join(f'quote_nullable({column}::text)' for column in t.columns)}]"
        f" FROM {t.name} WHERE xmin::text::bigint >= {since}"
        for t in tables()
    )
    rows: dict[str, dict[str, list[str]]] = {}
    for name, key, values in ask(" UNION ALL ".join(asked)):
        rows.setdefault(name, {})[key] = values
    return rows


def _statements(before: dict[str, set[str]]) -> Iterator[str]:
    """What leads from the rows there were to those there are now."""
    after, new = keys(), written()
    changed, deletes, inserts = [], [], []
    for table in tables():
        rows = new.get(table.name, {})
        gone = before[table.name] - after[table.name] | before[table.name] & rows.keys()
        if gone:
            listed = ", ".join(f"'{key}'" for key in sorted(gone))
            deletes.append(f"DELETE FROM {table.name} WHERE {table.key} IN ({listed})")
        if rows:
            values = ", ".join(f"({', '.join(each)})" for each in rows.values())
            inserts.append(f"INSERT INTO {table.name} ({', '.join(table.columns)}) VALUES {values}")
        if gone or rows:
            changed.append(table)
    return rewriting(changed, reversed(deletes), inserts)
