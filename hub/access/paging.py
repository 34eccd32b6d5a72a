"""The newest rows a person may see, page by page, at a cost that does not grow with the table.

Two plans, one query each. The merge takes, from the grant index, the newest rows of each of the reader's
groups that pass the gate and the filter, and merges them: best for whoever sees little. The walk goes down
the filtered rows and probes each for a grant: best for whoever sees much. How dense a reader's rows lie is
looked up once in a while (`hub.access.density`) and says which plan is cheaper. A walk that ends before the
page is full hands over to the merge.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models.expressions import RawSQL
from django.utils import timezone

from hub.access.density import density_of
from hub.access.gate import Passes, gate_sql
from hub.access.querysets import GovernedQuerySet, Granted, grant_tables, reader_of, view_permission_id
from hub.access.reader import Asking, Reader

LAST_ID = 2**63 - 1
# A walk goes this many times as deep as the reader's density lets expect, deeper behind a filter.
DEPTH, FILTERED_DEPTH = 10, 100
# Probing a row in the walk costs about as much as one in the merge: the walk probes limit / density rows,
# the merge limit rows in each group, and behind a filter many more.
FEWEST_TURNS = 10

_MERGE = """
SELECT id FROM (
  (SELECT p.id FROM unnest(%s::int[]) AS holder(id) CROSS JOIN LATERAL
    (SELECT content_object_id AS id FROM {group} AS held
      WHERE group_id = holder.id AND permission_id = %s AND content_object_id < %s
        AND (expires_at IS NULL OR expires_at > %s) AND EXISTS ({passes} OFFSET 0)
      ORDER BY content_object_id DESC LIMIT %s) p)
  UNION
  (SELECT content_object_id FROM {person} AS held
    WHERE user_id = %s AND permission_id = %s AND content_object_id < %s
      AND (expires_at IS NULL OR expires_at > %s) AND EXISTS ({passes} OFFSET 0)
    ORDER BY content_object_id DESC LIMIT %s)
) s ORDER BY id DESC LIMIT %s
"""


def page_of(rows: Any, person: Asking | None, *, before: int | None = None, limit: int = 50) -> list[Any]:
    """At most `limit` visible rows older than the key `before`, newest first.

    `rows`, a GovernedQuerySet, says what is wanted: filters, `select_related`, `values(...)`.
    """
    reader = reader_of(person)
    if reader.reads_nothing or limit <= 0:
        return []
    density = density_of(rows.model, reader)
    start = LAST_ID if before is None else before
    found: list[Any] = []
    if density.share * max(len(reader.group_ids), FEWEST_TURNS) >= 1:
        depth = FILTERED_DEPTH if rows.query.where else DEPTH
        floor = min(start, density.newest) - int(depth * limit / density.share)
        found = _walk(rows, reader, start, floor, limit)
        start = floor
    if len(found) < limit and start > 0:
        found += _merge(rows, reader, start, limit - len(found))
    return found


def visible_ids(
    rows: GovernedQuerySet, person: Asking | None, *, before: int | None = None, limit: int = 50
) -> list[int]:
    """The primary keys of `page_of`."""
    return [row["pk"] for row in page_of(rows.values("pk"), person, before=before, limit=limit)]


def count_up_to(rows: GovernedQuerySet, person: Asking | None, *, cap: int = 1000) -> int:
    """How many of `rows` the person sees, counted no further than cap + 1."""
    return len(visible_ids(rows, person, limit=cap + 1))


def _walk(rows: Any, reader: Reader, before: int, floor: int, limit: int) -> list[Any]:
    stretch = rows.filter(
        Passes(rows.model, reader), Granted(rows.model, reader), pk__lt=before, pk__gte=floor
    )
    return list(stretch.order_by("-pk")[:limit])


def _merge(rows: Any, reader: Reader, before: int, limit: int) -> list[Any]:
    try:
        passes, passing_params = _passing(rows, reader)
    except EmptyResultSet:  # the filter can be met by no row
        return []
    group, person = grant_tables(rows.model)
    common = [view_permission_id(rows.model), before, timezone.now(), *passing_params, limit]
    merged = RawSQL(  # noqa: S611 -- composed of table names and compiled querysets; values are parameters
        _MERGE.format(group=group, person=person, passes=passes),
        [list(reader.group_ids), *common, reader.person_id, *common, limit],
    )
    return list(rows.filter(pk__in=merged).order_by("-pk"))


def _passing(rows: Any, reader: Reader) -> tuple[str, list[Any]]:
    """(SQL, parameters) of "the held row passes the gate and the filter"."""
    if not rows.query.where:
        gate, params = gate_sql(rows.model, reader, "r")
        return (
            f"SELECT 1 FROM {rows.model._meta.db_table} r WHERE r.id = held.content_object_id AND {gate}",
            params,
        )
    held = rows.filter(Passes(rows.model, reader), pk=RawSQL("held.content_object_id", ())).values("pk")
    sql, params = held.query.sql_with_params()
    return sql, list(params)
