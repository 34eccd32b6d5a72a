"""The ledger of everything that happened, and the notices people get of it."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hub.events.kinds import title_of
from hub.events.querysets import EntryQuerySet, NoticeQuerySet


def digest_of(content: list[Any]) -> str:
    """SHA-256 (hex) of kind, by, label and key of the row, data and moment (ISO)."""
    return hashlib.sha256(_canonical(content).encode()).hexdigest()


_canonical = json.JSONEncoder(sort_keys=True, ensure_ascii=False).encode


class Entry(models.Model):
    """One line of the ledger (台账流水): who did what to which row, when.

    Append-only: database triggers refuse update, delete and truncate. `data` holds codes and keys
    only, never text of a matter. `digest` is the SHA-256 of the line's own content.
    """

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(_("event"), max_length=60)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    of_label = models.CharField(max_length=60)  # "clues.clue"
    of_id = models.BigIntegerField()
    data = models.JSONField(default=dict)
    at = models.DateTimeField(_("at"), default=timezone.now)
    digest = models.CharField(max_length=64)

    objects = EntryQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["of_label", "of_id", "id"]), models.Index(fields=["by", "id"])]

    @property
    def title(self) -> str:
        return title_of(self.kind)

    def content_digest(self) -> str:
        """SHA-256 (hex) of what the line says; equals `digest` unless somebody got past the triggers."""
        return digest_of([self.kind, self.by_id, self.of_label, self.of_id, self.data, self.at.isoformat()])


class Mailbox(models.Model):
    """The last sequence number given to a person; its row lock makes their notices gapless and ordered."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.PROTECT)
    last_seq = models.BigIntegerField(default=0)


class Notice(models.Model):
    """One person's copy of a ledger line (通知). The socket only pokes; this row is the truth."""

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notices")
    seq = models.BigIntegerField()
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="notices")
    read_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["recipient", "seq"], name="one_notice_per_seq")]
        indexes = [
            models.Index(
                fields=["recipient", "-seq"], name="unread_notices", condition=models.Q(read_at__isnull=True)
            )
        ]
