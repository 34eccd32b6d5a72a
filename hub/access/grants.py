"""Opening and closing rows: set-based, one statement for any number of rows and holders."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, models

from hub.access.querysets import grant_tables, view_permission_id

# An open-ended grant outlives any dated one, and a later date an earlier one.
_INSERT = """
INSERT INTO {table} AS g
    ({holder}, permission_id, content_object_id, purpose, expires_at, granted_at, granted_by_id)
SELECT h, %s, o, %s, %s, now(), %s FROM unnest(%s::bigint[]) AS o CROSS JOIN unnest(%s::bigint[]) AS h
ON CONFLICT ({holder}, permission_id, content_object_id) DO UPDATE
SET expires_at = CASE WHEN g.expires_at IS NULL OR EXCLUDED.expires_at IS NULL THEN NULL
                      ELSE greatest(g.expires_at, EXCLUDED.expires_at) END,
    purpose = EXCLUDED.purpose
WHERE g.expires_at IS NOT NULL
"""


@dataclass(frozen=True, slots=True)
class Holders:
    """Whom a grant names: groups of posts and people, by primary key."""

    groups: Sequence[int] = ()
    people: Sequence[int] = ()


def grant(
    rows: Iterable[models.Model],
    to: Holders,
    *,
    purpose: str,
    by: models.Model | None,
    expires_at: datetime | None = None,
) -> int:
    """Open rows of one model to the holders; returns the number of grants written or lengthened."""
    rows = list(rows)
    if not rows:
        return 0
    model = type(rows[0])
    ids = [row.pk for row in rows]
    written = 0
    with connection.cursor() as cursor:
        for table, holder, holders in _sides(model, to):
            values = [
                view_permission_id(model),
                purpose,
                expires_at,
                by.pk if by else None,
                ids,
                list(holders),
            ]
            cursor.execute(_INSERT.format(table=table, holder=holder), values)
            written += cursor.rowcount
    return written


def revoke(rows: Iterable[models.Model], to: Holders) -> int:
    """Close rows of one model to the holders; returns the number of grants removed."""
    rows = list(rows)
    if not rows:
        return 0
    model = type(rows[0])
    removed = 0
    with connection.cursor() as cursor:
        for table, holder, holders in _sides(model, to):
            cursor.execute(
                f"DELETE FROM {table}"
                f" WHERE content_object_id = ANY(%s) AND permission_id = %s AND {holder} = ANY(%s)",
                [[row.pk for row in rows], view_permission_id(model), list(holders)],
            )
            removed += cursor.rowcount
    return removed


def _sides(model: type[models.Model], to: Holders) -> list[tuple[str, str, Sequence[int]]]:
    group_table, person_table = grant_tables(model)
    sides = [(group_table, "group_id", to.groups), (person_table, "user_id", to.people)]
    return [side for side in sides if side[2]]
