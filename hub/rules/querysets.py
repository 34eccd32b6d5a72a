"""Which rules apply when."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet


class DeadlineQuerySet(QuerySet[Any]):
    def valid_on(self, day: date) -> DeadlineQuerySet:
        """Deadlines in force on ``day``, the newest first."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), valid_from__lte=day).order_by(
            "-valid_from"
        )

    def overlapping(self, first: date, last: date | None) -> DeadlineQuerySet:
        """Deadlines in force on any day from ``first`` to ``last`` (None: without end)."""
        begun = Q() if last is None else Q(valid_from__lte=last)
        return self.filter(begun, Q(valid_to__isnull=True) | Q(valid_to__gte=first))
