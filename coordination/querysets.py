"""Which rounds run, and who inspects whom."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db import models
from django.utils import timezone

from accounts.querysets import on_day


class MissionQuerySet(models.QuerySet[Any]):
    def running(self, day: date | None = None) -> Self:
        """Missions of rounds that run on the day (today)."""
        return self.filter(on_day(day or timezone.localdate(), "round__from_on", "round__to_on"))
