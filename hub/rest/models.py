"""What was already answered."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class StoredAnswer(models.Model):
    """The answer to a request with an ``Idempotency-Key``, kept for a day so that a repeat gets it again.

    ``body`` is a receipt (ids, number, state, version) and never text of a matter: this table is outside
    the reach of clearance and recusal. ``body_hash`` is keyed, so that short contents cannot be guessed.
    """

    key = models.CharField(max_length=128)
    person_id = models.BigIntegerField()
    method = models.CharField(max_length=8)
    path = models.CharField(max_length=2000)
    body_hash = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    headers = models.JSONField(default=dict)
    body = models.BinaryField(default=b"")
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = _("stored answer")
        verbose_name_plural = _("stored answers")
        constraints = [
            models.UniqueConstraint(fields=["person_id", "key"], name="answer_once_per_key"),
        ]

    def __str__(self) -> str:
        return f"{self.method} {self.path}"
