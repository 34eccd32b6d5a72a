"""The only place that writes the ledger and notices."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

from hub.events.kinds import is_known
from hub.events.models import Entry, Notice
from hub.events.pokes import publish

_NEXT_SEQ = """
INSERT INTO events_mailbox AS m (person_id, last_seq)
SELECT p, 1 FROM unnest(%s::bigint[]) AS p ORDER BY p
ON CONFLICT (person_id) DO UPDATE SET last_seq = m.last_seq + 1
RETURNING person_id, last_seq
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
    if not is_known(kind):
        raise ValueError(f"event kind {kind} is not declared")
    if not connection.in_atomic_block:
        raise RuntimeError("record() belongs inside an action's transaction")
    entry = Entry(
        kind=kind, by_id=by.pk if by else None, of_label=of._meta.label_lower, of_id=of.pk, data=data or {}
    )
    entry.digest = entry.content_digest()
    entry.save(force_insert=True)
    _notify(entry, sorted(set(to) - {entry.by_id}))
    return entry


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
