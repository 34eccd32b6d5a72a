"""The newest rows a person may see, page by page, at a cost that does not grow with the table.

Two plans. The merge takes the newest K of each of the reader's groups from the grant index and merges
them: best for whoever sees few rows. The walk goes down the base index and probes each row: best for
whoever sees much. The merge's own first result shows how dense the reader's rows lie, and so which plan
is cheaper; no counts are stored. Both hand their candidates to the same gate: `readable`, then the filter.
"""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.utils import timezone

from hub.access.querysets import GovernedQuerySet, Granted, grant_tables, reader_of, view_permission_id
from hub.access.reader import Asking, Reader

FEW_GROUPS = 8
WALK = 200
DENSE = 0.1
LAST_ID = 2**63 - 1

_MERGE = """
SELECT id FROM (
  (SELECT p.id FROM unnest(%(groups)s::int[]) AS g(gid) CROSS JOIN LATERAL
    (SELECT content_object_id AS id FROM {group}
      WHERE group_id = g.gid AND permission_id = %(permission)s AND content_object_id < %(before)s
        AND (expires_at IS NULL OR expires_at > %(now)s)
      ORDER BY content_object_id DESC LIMIT %(k)s) p)
  UNION
  (SELECT content_object_id FROM {person}
    WHERE user_id = %(person)s AND permission_id = %(permission)s AND content_object_id < %(before)s
      AND (expires_at IS NULL OR expires_at > %(now)s)
    ORDER BY content_object_id DESC LIMIT %(k)s)
) s ORDER BY id DESC LIMIT %(k)s
"""


def visible_ids(
    rows: GovernedQuerySet, person: Asking | None, *, before: int | None = None, limit: int = 50
) -> list[int]:
    """Primary keys, newest first, of at most `limit` visible rows older than `before` among `rows`."""
    reader = reader_of(person)
    if reader.reads_nothing:
        return []
    candidates = rows.readable(reader).order_by("-pk")
    start = LAST_ID if before is None else before
    found: list[int] = []
    if len(reader.group_ids) > FEW_GROUPS:
        found, start = _walk(candidates, reader, start, limit)
    return found + _search(candidates, reader, start, limit - len(found))


def page_of(rows: GovernedQuerySet, person: Asking | None, *, before: int | None, limit: int) -> GovernedQuerySet:
    """One page of visible rows as a queryset, newest first; select and prefetch on it as you like."""
    return rows.model.objects.filter(pk__in=visible_ids(rows, person, before=before, limit=limit)).order_by("-pk")


def count_up_to(rows: GovernedQuerySet, person: Asking | None, *, cap: int = 1000) -> int:
    """How many of `rows` the person sees, counted no further than cap + 1."""
    return len(visible_ids(rows, person, limit=cap + 1))


def _walk(candidates: Any, reader: Reader, before: int, limit: int) -> tuple[list[int], int]:
    """Probe a bounded stretch of the base table; returns what was found and where the stretch ended."""
    stretch = list(candidates.model._base_manager.filter(pk__lt=before).order_by("-pk").values_list("pk")[WALK - 1 : WALK])
    end = stretch[0][0] if stretch else 0
    found = candidates.filter(Granted(candidates.model, reader), pk__lt=before, pk__gte=end)
    ids = list(found.values_list("pk", flat=True)[:limit])
    return ids, end


def _search(candidates: Any, reader: Reader, before: int, limit: int) -> list[int]:
    """Merge in growing steps until the page is full, or go over to the walk where rows lie dense."""
    found: list[int] = []
    step = limit
    while len(found) < limit and before > 0:
        merged = _merge(candidates.model, reader, before, step)
        found += candidates.filter(pk__in=merged).values_list("pk", flat=True)[: limit - len(found)]
        if len(merged) < step:
            break
        span = (before if before != LAST_ID else merged[0] + 1) - merged[-1]
        if len(found) < limit and len(merged) > DENSE * span:
            rest = candidates.filter(Granted(candidates.model, reader), pk__lt=merged[-1])
            return found + list(rest.values_list("pk", flat=True)[: limit - len(found)])
        before, step = merged[-1], step * 4
    return found


def _merge(model: Any, reader: Reader, before: int, k: int) -> list[int]:
    group, person = grant_tables(model)
    values = {
        "groups": list(reader.group_ids),
        "person": reader.person_id,
        "permission": view_permission_id(model),
        "before": before,
        "now": timezone.now(),
        "k": k,
    }
    with connection.cursor() as cursor:
        cursor.execute(_MERGE.format(group=group, person=person), values)
        return [row[0] for row in cursor.fetchall()]
