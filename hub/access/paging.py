"""The newest rows a person may see, page by page, at a cost that does not grow with the table.

Two plans. The merge takes the newest K rows of each of the reader's groups from the grant index and merges
them: its cost grows with the number of groups. The walk goes down a stretch of the base index and probes
each row that passes the filter: its cost grows with what the reader does not see. A reader with few groups
starts with the merge, one with many with a walk over a short stretch; whoever's page is not full then goes
deeper in growing steps, and over to an unbounded walk only where the reader's rows lie dense. Both plans
hand their candidates to the same gate: `readable` and, for the walk, `Granted`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import BigIntegerField, Subquery, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce
from django.utils import timezone

from hub.access.querysets import GovernedQuerySet, Granted, grant_tables, reader_of, view_permission_id
from hub.access.reader import Asking, Reader

FEW_GROUPS = 8
STRETCH, FILTERED_STRETCH = 200, 4096  # rows of the base index walked at first
SLACK = 16  # rows the merge takes beyond the page, for those above the reader's clearance
FILTERED_MERGE = 1024
DENSE = 0.1  # visible rows per row of the table from which the unbounded walk is cheaper
LAST_ID = 2**63 - 1

_MERGE = """
SELECT id FROM (
  (SELECT p.id FROM unnest(%s::int[]) AS g(gid) CROSS JOIN LATERAL
    (SELECT content_object_id AS id FROM {group}
      WHERE group_id = g.gid AND permission_id = %s AND content_object_id < %s
        AND (expires_at IS NULL OR expires_at > %s)
      ORDER BY content_object_id DESC LIMIT %s) p)
  UNION
  (SELECT content_object_id FROM {person}
    WHERE user_id = %s AND permission_id = %s AND content_object_id < %s
      AND (expires_at IS NULL OR expires_at > %s)
    ORDER BY content_object_id DESC LIMIT %s)
) s ORDER BY id DESC LIMIT %s
"""


def page_of(rows: GovernedQuerySet, person: Asking | None, *, before: int | None = None, limit: int = 50) -> list[Any]:
    """At most `limit` visible rows older than the key `before`, newest first.

    `rows` says what is wanted: filters, `select_related`, `values(...)` (with "pk" or "id" among them).
    """
    reader = reader_of(person)
    if reader.reads_nothing or limit <= 0:
        return []
    search = _Search(rows.readable(reader).order_by("-pk"), reader, filtered=bool(rows.query.where))
    start = LAST_ID if before is None else before
    if len(reader.group_ids) > FEW_GROUPS:
        return search.walk_then_merge(start, limit)
    return search.merge(start, limit)


def visible_ids(
    rows: GovernedQuerySet, person: Asking | None, *, before: int | None = None, limit: int = 50
) -> list[int]:
    """The primary keys of `page_of`."""
    return [row["pk"] for row in page_of(rows.values("pk"), person, before=before, limit=limit)]


def count_up_to(rows: GovernedQuerySet, person: Asking | None, *, cap: int = 1000) -> int:
    """How many of `rows` the person sees, counted no further than cap + 1."""
    return len(visible_ids(rows, person, limit=cap + 1))


@dataclass(frozen=True, slots=True)
class _Search:
    candidates: GovernedQuerySet
    reader: Reader
    filtered: bool

    def merge(self, before: int, limit: int) -> list[Any]:
        """Merge in growing steps until the page is full or the reader's rows are at an end."""
        found: list[Any] = []
        step = max(FILTERED_MERGE, limit) if self.filtered else limit + SLACK
        while True:
            wanted = limit - len(found)
            found += self.candidates.filter(pk__in=self._merged(before, step))[:wanted]
            if len(found) == limit:
                return found
            floor, seen = self._extent(before, step)
            if seen < step:
                return found
            if before != LAST_ID and seen > DENSE * (before - floor):
                return found + self._walk(floor, limit - len(found))
            before, step = floor, step * 4

    def walk_then_merge(self, before: int, limit: int) -> list[Any]:
        """Walk a short stretch first: a reader with many groups often sees a good part of it."""
        stretch = FILTERED_STRETCH if self.filtered else STRETCH
        below = self.candidates.model._base_manager.filter(pk__lt=before).order_by("-pk").values("pk")
        end = Coalesce(Subquery(below[stretch - 1 : stretch], output_field=BigIntegerField()), Value(0))
        found = list(self._granted(before).filter(pk__gte=end)[:limit])
        if len(found) == limit:
            return found
        reached = list(below[stretch - 1 : stretch])
        return found + self.merge(reached[0]["pk"], limit - len(found)) if reached else found

    def _walk(self, before: int, limit: int) -> list[Any]:
        return list(self._granted(before)[:limit])

    def _granted(self, before: int) -> GovernedQuerySet:
        return self.candidates.filter(Granted(self.candidates.model, self.reader), pk__lt=before)

    def _merged(self, before: int, k: int) -> RawSQL:
        return RawSQL(*self._merge_sql(before, k))

    def _extent(self, before: int, k: int) -> tuple[int, int]:
        """(lowest key, number of keys) of a merge of k rows; (0, 0) when there are none."""
        sql, params = self._merge_sql(before, k)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT coalesce(min(id), 0), count(*) FROM ({sql}) merged", params)
            lowest, number = cursor.fetchone()
        return lowest, number

    def _merge_sql(self, before: int, k: int) -> tuple[str, list[Any]]:
        group, person = grant_tables(self.candidates.model)
        permission, now = view_permission_id(self.candidates.model), timezone.now()
        by_group = [list(self.reader.group_ids), permission, before, now, k]
        by_name = [self.reader.person_id, permission, before, now, k]
        return _MERGE.format(group=group, person=person), [*by_group, *by_name, k]
