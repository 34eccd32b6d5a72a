"""Opening and closing rows: set-based, one statement for any number of rows and holders.

Every opening and closing is told to the ledger in the same transaction, row by row.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, models
from django.utils import timezone

from hub.access.purposes import code_of
from hub.access.querysets import grant_tables, view_permission_id
from hub.kernel.acting import action

# An open-ended grant outlives any dated one, and a later date an earlier one.
_INSERT = """
INSERT INTO {table} AS g
    ({holder}, permission_id, content_object_id, purpose, expires_at, granted_at, granted_by_id)
SELECT h, %s, o, %s, %s, %s, %s FROM unnest(%s::bigint[]) AS o CROSS JOIN unnest(%s::bigint[]) AS h
ON CONFLICT ({holder}, permission_id, content_object_id) DO UPDATE
SET expires_at = CASE WHEN g.expires_at IS NULL OR EXCLUDED.expires_at IS NULL THEN NULL
                      ELSE greatest(g.expires_at, EXCLUDED.expires_at) END,
    purpose = EXCLUDED.purpose
WHERE g.expires_at IS NOT NULL
RETURNING content_object_id, {holder}, expires_at
"""
_DELETE = """
DELETE FROM {table} WHERE content_object_id = ANY(%s) AND permission_id = %s AND {holder} = ANY(%s)
RETURNING content_object_id, {holder}
"""

Facts = dict[int, dict[str, Any]]  # of each row, by key
Told = Callable[[bool, type[models.Model], Facts, models.Model | None], None]
_told: list[Told] = []


@dataclass(frozen=True, slots=True)
class Holders:
    """Whom a grant names: groups of posts and people, by primary key."""

    groups: Sequence[int] = ()
    people: Sequence[int] = ()


def tell(told: Told) -> Told:
    """Decorator for the ledger, a storey higher: be told of each opening (True) and closing (False)."""
    _told.append(told)
    return told


def grant(
    rows: Iterable[models.Model],
    to: Holders,
    *,
    purpose: str,
    by: models.Model | None,
    expires_at: datetime | None = None,
) -> int:
    """Open rows of one model to the holders; returns the number of grants written or lengthened.

    `purpose` is a code of `hub.access.purposes`; other words are kept with the grant, not in the ledger.
    """
    rows = list(rows)
    if not rows:
        return 0
    model = type(rows[0])
    written: dict[str, list[tuple[Any, ...]]] = {}
    with action(), connection.cursor() as cursor:
        for side in _sides(model, to):
            values: list[Any] = [
                view_permission_id(model),
                purpose,
                expires_at,
                timezone.now(),
                by.pk if by else None,
                [row.pk for row in rows],
                list(side.holders),
            ]
            cursor.execute(_INSERT.format(table=side.table, holder=side.holder), values)
            written[side.name] = cursor.fetchall()
        _tell(True, model, _opened(written, code_of(purpose)), by)
    return sum(map(len, written.values()))


def revoke(rows: Iterable[models.Model], to: Holders, *, by: models.Model | None) -> int:
    """Close rows of one model to the holders; returns the number of grants removed."""
    rows = list(rows)
    if not rows:
        return 0
    model = type(rows[0])
    removed: dict[str, list[tuple[Any, ...]]] = {}
    with action(), connection.cursor() as cursor:
        for side in _sides(model, to):
            values: list[Any] = [[row.pk for row in rows], view_permission_id(model), list(side.holders)]
            cursor.execute(_DELETE.format(table=side.table, holder=side.holder), values)
            removed[side.name] = cursor.fetchall()
        _tell(False, model, _closed(removed), by)
    return sum(map(len, removed.values()))


@dataclass(frozen=True, slots=True)
class _Side:
    name: str  # as the ledger calls these holders
    table: str
    holder: str
    holders: Sequence[int]


def _sides(model: type[models.Model], to: Holders) -> Iterator[_Side]:
    group_table, person_table = grant_tables(model)
    if to.groups:
        yield _Side("groups", group_table, "group_id", to.groups)
    if to.people:
        yield _Side("people", person_table, "user_id", to.people)


def _tell(opened: bool, model: type[models.Model], facts: Facts, by: models.Model | None) -> None:
    if facts:
        for told in _told:
            told(opened, model, facts, by)


def _opened(written: dict[str, list[tuple[Any, ...]]], purpose: str) -> Facts:
    """{"purpose": code, "groups": {id: end or None}, "people": {…}} by row, as it is from now on."""
    facts: Facts = defaultdict(lambda: {"purpose": purpose})
    for name, grants in written.items():
        for row, holder, until in grants:
            facts[row].setdefault(name, {})[str(holder)] = until.isoformat() if until else None
    return facts


def _closed(removed: dict[str, list[tuple[Any, ...]]]) -> Facts:
    """{"groups": [ids], "people": [ids]} by row."""
    facts: Facts = defaultdict(dict)
    for name, grants in removed.items():
        for row, holder in grants:
            facts[row].setdefault(name, []).append(holder)
    return facts
