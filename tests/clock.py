"""Time that goes as a test says, for the hub and for the triggers alike."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.db import connection
from django.utils import timezone

from hub.rules.models import CalendarYear

_TOLD = "SELECT current_setting('tests.now')::timestamptz"


class Clock:
    """`at(moment)` sets it. The triggers' clock is replaced in the test's transaction and ends with it."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self._now = timezone.now()
        self.at(self._now)
        with connection.cursor() as cursor:
            cursor.execute(
                "CREATE OR REPLACE FUNCTION hub_clock() RETURNS timestamptz LANGUAGE sql VOLATILE AS %s",
                [_TOLD],
            )
        patch.setattr(timezone, "now", lambda: self._now)

    def at(self, moment: datetime) -> None:
        self._now = moment
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('tests.now', %s, true)", [moment.isoformat()])


def with_calendar(day: date) -> date:
    """The day, in a year whose holidays are loaded."""
    CalendarYear.objects.get_or_create(year=day.year, defaults={"source": "test"})
    return day
