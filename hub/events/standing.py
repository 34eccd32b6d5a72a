"""What the live socket asks the database: set-based, one question for all sockets of a process."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.utils import timezone

from hub.events.models import Mailbox, Notice

REPLAY_LIMIT = 500


def still_standing(sockets: Iterable[tuple[int, str]]) -> set[tuple[int, str]]:
    """Those (person, session key) pairs whose person may still act and whose session is still open."""
    sockets = set(sockets)
    people = set(
        get_user_model().objects.filter(pk__in={p for p, _ in sockets}).acting().values_list("pk", flat=True)
    )
    sessions = set(
        Session.objects.filter(
            session_key__in={s for _, s in sockets}, expire_date__gt=timezone.now()
        ).values_list("session_key", flat=True)
    )
    return {(person, session) for person, session in sockets if person in people and session in sessions}


def last_seqs(people: list[int]) -> dict[int, int]:
    """Person -> highest sequence number given so far."""
    return dict(Mailbox.objects.filter(pk__in=people).values_list("person_id", "last_seq"))


def missed(person_id: int, after: int) -> list[tuple[int, str]]:
    """The person's next 500 (sequence number, kind) beyond `after`, oldest first."""
    rows = Notice.objects.filter(recipient_id=person_id, seq__gt=after).order_by("seq")
    return list(rows.values_list("seq", "entry__kind")[:REPLAY_LIMIT])
