"""The only place that writes the ledger and notices."""

from __future__ import annotations

import functools
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

from hub.events.kinds import is_known
from hub.events.models import Notice, digest_of
from hub.events.pokes import publish
from hub.kernel.acting import at_end

# Lines take their keys in the order in which they were written down; mailboxes are raised in ascending order
# of people, each once, and stay locked until commit. A person's notices follow the order of their lines.
_LINES = """
line AS MATERIALIZED (
    SELECT nextval(pg_get_serial_sequence('events_entry', 'id')) AS id, said.*
    FROM jsonb_to_recordset(%s) AS said(
        n int, kind varchar, by_id bigint, label varchar, row_id bigint, at timestamptz, data jsonb,
        digest varchar
    ) ORDER BY n
)
"""
_WRITE = """
INSERT INTO events_entry (id, kind, by_id, of_label, of_id, at, data, digest)
SELECT id, kind, by_id, label, row_id, at, data, digest FROM line ORDER BY n
"""
_TELL = """
told AS (SELECT * FROM unnest(%s::int[], %s::bigint[]) AS told(n, person)),
box AS (
    INSERT INTO events_mailbox AS m (person_id, last_seq)
    SELECT person, count(*) FROM told GROUP BY person ORDER BY person
    ON CONFLICT (person_id) DO UPDATE SET last_seq = m.last_seq + EXCLUDED.last_seq
    RETURNING person_id, last_seq
),
notice AS (
    INSERT INTO events_notice (recipient_id, seq, entry_id)
    SELECT person, last_seq + 1 - row_number() OVER (PARTITION BY person ORDER BY n DESC), id
    FROM told JOIN line USING (n) JOIN box ON person_id = person
    RETURNING recipient_id, seq, entry_id
)
SELECT n, recipient_id, seq FROM notice JOIN line ON entry_id = line.id ORDER BY n, recipient_id
"""
_LINES_ALONE = f"WITH {_LINES} {_WRITE}"
_LINES_AND_NOTICES = f"WITH {_LINES}, written AS ({_WRITE}), {_TELL}"


@dataclass(frozen=True, slots=True)
class _Line:
    kind: str
    by_id: int | None
    label: str
    row: int
    at: datetime
    data: dict[str, Any]
    to: tuple[int, ...] = ()

    def fields(self) -> dict[str, Any]:
        at = self.at.isoformat()
        said = [self.kind, self.by_id, self.label, self.row, self.data, at]
        names = ("kind", "by_id", "label", "row_id", "data", "at")
        return dict(zip(names, said, strict=True)) | {"digest": digest_of(said)}


def record(
    kind: str,
    *,
    by: models.Model | None,
    of: models.Model,
    to: Iterable[int] = (),
    data: dict[str, Any] | None = None,
) -> None:
    """Write one ledger line and a notice for each person in `to` (primary keys; the actor gets none).

    Call it inside an action: at its end, before it commits, all its lines and notices are written at once. A
    part of the action that fails alone (`hub.kernel.acting.attempt`) leaves none. After commit, and only
    then, the recipients' open sockets are poked.
    """
    _check(kind)
    by_id = by.pk if by else None
    people = tuple(sorted(set(to) - {by_id}))
    at_end(_write, _Line(kind, by_id, of._meta.label_lower, of.pk, timezone.now(), data or {}, people))


def record_each(
    kind: str, *, by: models.Model | None, model: type[models.Model], data: Mapping[int, dict[str, Any]]
) -> None:
    """Write one ledger line for each row of the model, by primary key. Nobody is told."""
    _check(kind)
    label, at, by_id = model._meta.label_lower, timezone.now(), by.pk if by else None
    for row, facts in data.items():
        at_end(_write, _Line(kind, by_id, label, row, at, facts))


def _check(kind: str) -> None:
    if not is_known(kind):
        raise ValueError(f"event kind {kind} is not declared")


def _write(lines: list[_Line]) -> None:
    """One statement for all of them."""
    told = [(n, person) for n, line in enumerate(lines) for person in line.to]
    values: list[Any] = [json.dumps([{"n": n} | line.fields() for n, line in enumerate(lines)])]
    with connection.cursor() as cursor:
        if not told:
            cursor.execute(_LINES_ALONE, values)
            return
        cursor.execute(_LINES_AND_NOTICES, [*values, *map(list, zip(*told, strict=True))])
        _poke(lines, cursor.fetchall())


def _poke(lines: list[_Line], notices: Iterable[tuple[int, int, int]]) -> None:
    seqs: dict[int, dict[int, int]] = defaultdict(dict)
    for n, person, seq in notices:
        seqs[n][person] = seq
    for n, numbers in seqs.items():
        transaction.on_commit(functools.partial(publish, lines[n].kind, numbers), robust=True)


def mark_read(*, by: models.Model, up_to: int) -> int:
    """Mark the person's own notices read up to a sequence number; returns how many were unread."""
    unread = Notice.objects.visible_to(by).unread().filter(seq__lte=up_to)
    return unread.update(read_at=timezone.now())
