"""What every page tells of a person's notices, by one question that is built once."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from hub.events.models import Notice
from hub.kernel.prepared import ROW, Prepared

MOST = 99


def mail_of(person: Any) -> tuple[int, str]:
    """The last sequence number given to the person, and how many notices are unread, as the bell shows it:
    "" for none, "99+" beyond that."""
    found = _question().rows({ROW: person.pk})
    last, unread = found[0] if found else (0, [])
    return last or 0, f"{MOST}+" if len(unread) > MOST else str(len(unread) or "")


@cache
def _question() -> Prepared:
    unread = Notice.objects.unread().filter(recipient=OuterRef("pk"))[: MOST + 1]
    asked = get_user_model().objects.filter(pk=ROW)
    return Prepared.of(asked.values_list("mailbox__last_seq", ArraySubquery(unread.values("pk"))))
