"""The only place that writes the ledger and notices."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

from hub.events.kinds import is_known
from hub.events.models import Entry, Notice, digest_of
from hub.events.pokes import publish

_NEXT_SEQ = """
INSERT INTO events_mailbox AS m (person_id, last_seq)
SELECT p, 1 FROM unnest(%s::bigint[]) AS p ORDER BY p
ON CONFLICT (person_id) DO UPDATE SET last_seq = m.last_seq + 1
RETURNING person_id, last_seq
"""
_EACH = """
INSERT INTO events_entry (kind, by_id, of_label, at, of_id, data, digest)
SELECT %s, %s, %s, %s, line.* FROM jsonb_to_recordset(%s) AS line(row bigint, data jsonb, digest varchar)
"""


def record(
    kind: str,
    *,
    by: models.Model | None,
    of: models.Model,
    to: Iterable[int] = (),
    data: dict[str, Any] | None = None,
) -> Entry:
    """Write one ledger line and a notice for each person in `to` (primary keys; the actor gets none).

    Call it last in an action, inside its transaction: the recipients' mailboxes stay locked, in
    ascending order, until commit. After commit, and only then, their open sockets are poked.
    """
    _check(kind)
    entry = Entry(
        kind=kind,
        by_id=by.pk if by else None,
        of_label=of._meta.label_lower,
        of_id=of.pk,
        data=data or {},
        at=timezone.now(),
    )
    entry.digest = entry.content_digest()
    entry.save(force_insert=True)
    _notify(entry, sorted(set(to) - {entry.by_id}))
    return entry


def record_each(
    kind: str, *, by: models.Model | None, model: type[models.Model], data: Mapping[int, dict[str, Any]]
) -> None:
    """Write one ledger line for each row of the model, by primary key, in one statement. Nobody is told."""
    _check(kind)
    label, at, by_id = model._meta.label_lower, timezone.now(), by.pk if by else None
    when = at.isoformat()
    lines = [
        {"row": row, "data": facts, "digest": digest_of([kind, by_id, label, row, facts, when])}
        for row, facts in data.items()
    ]
    with connection.cursor() as cursor:
        cursor.execute(_EACH, [kind, by_id, label, at, json.dumps(lines)])


def _check(kind: str) -> None:
    if not is_known(kind):
        raise ValueError(f"event kind {kind} is not declared")
    if not connection.in_atomic_block:
        raise RuntimeError("the ledger is written inside an action's transaction")


def _notify(entry: Entry, people: list[int]) -> None:
    if not people:
        return
    with connection.cursor() as cursor:
        cursor.execute(_NEXT_SEQ, [people])
        seqs = dict(cursor.fetchall())
    Notice.objects.bulk_create(
        [Notice(recipient_id=person, seq=seq, entry=entry) for person, seq in seqs.items()]
    )
    transaction.on_commit(functools.partial(publish, entry.kind, seqs), robust=True)


def mark_read(*, by: models.Model, up_to: int) -> int:
    """Mark the person's own notices read up to a sequence number; returns how many were unread."""
    unread = Notice.objects.visible_to(by).unread().filter(seq__lte=up_to)
    return unread.update(read_at=timezone.now())
