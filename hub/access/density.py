"""How dense a reader's rows lie among the newest of a table: a rough figure, kept for some minutes.

It only chooses between two plans that give the same rows, so a stale figure costs time, never truth.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

from django.db import connection, models
from django.utils import timezone

from hub.access.querysets import grant_tables, view_permission_id
from hub.access.reader import Reader

SAMPLE = 100  # rows of the reader looked at
KEPT_FOR = 300.0  # seconds
LARGEST = 10_000  # readers remembered per process

_NEWEST = """
SELECT coalesce(min(id), 0), coalesce(max(id), 0), count(*) FROM (
  SELECT DISTINCT p.id FROM unnest(%s::int[]) AS holder(id) CROSS JOIN LATERAL
    (SELECT content_object_id AS id FROM {group}
      WHERE group_id = holder.id AND permission_id = %s AND (expires_at IS NULL OR expires_at > %s)
      ORDER BY content_object_id DESC LIMIT %s) p
  ORDER BY 1 DESC LIMIT %s
) newest
"""


@dataclass(frozen=True, slots=True)
class Density:
    """share: visible rows per key of the table among the reader's newest; newest: the highest such key."""

    share: float
    newest: int


_known: dict[tuple[object, ...], tuple[float, Density]] = {}


def density_of(model: type[models.Model], reader: Reader) -> Density:
    """The reader's density, at most five minutes old."""
    key = (model, connection.settings_dict["NAME"], reader.group_ids)
    now = time.monotonic()
    at, density = _known.get(key, (0.0, None))
    if density is None or now - at > KEPT_FOR:
        density = _measure(model, reader)
        if len(_known) >= LARGEST:
            _known.clear()
        _known[key] = (now, density)
    return density


def forget() -> None:
    """Measure anew next time."""
    _known.clear()


def _measure(model: type[models.Model], reader: Reader) -> Density:
    group, _person = grant_tables(model)
    values: list[Any] = [list(reader.group_ids), view_permission_id(model), timezone.now(), SAMPLE, SAMPLE]
    with connection.cursor() as cursor:
        cursor.execute(_NEWEST.format(group=group), values)
        lowest, newest, seen = cursor.fetchone()
    # Few rows say nothing about density: their reader is served by the merge.
    return Density(share=seen / (newest - lowest + 1) if seen == SAMPLE else 0.0, newest=newest)
