"""Reckoning periods in days, working days and months.

How a period is reckoned follows the closing provisions of 监察法实施条例: the day on which a period starts is
not counted; a period of months ends on the corresponding day, or on the last day of a month that has none.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from fractions import Fraction

from dateutil.relativedelta import relativedelta  # type: ignore[import-untyped]
from django.utils import timezone

ONE_DAY = timedelta(days=1)
LAST_SECOND = time(23, 59, 59)
REMIND_AT = Fraction(2, 3)


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A day that was reckoned. ``certain`` is False when a year without a published calendar was crossed."""

    on: date
    certain: bool


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Which days are worked.

    ``days`` holds only the exceptions to Monday-to-Friday: a holiday is ``False``, a make-up working day
    (a weekend day that is worked) is ``True``. ``covered`` holds the years whose holidays are published; in
    other years the weekday rule is used and the result says that it is not certain.
    """

    days: Mapping[date, bool] = field(default_factory=dict)
    covered: Container[int] = frozenset()

    def is_working(self, day: date) -> bool:
        return self.days.get(day, day.weekday() < 5)

    def add_working_days(self, start: date, count: int) -> Reckoned:
        """The ``count``-th working day after ``start``; ``start`` itself is not counted.

        ``count`` 0 gives ``start`` if it is a working day, else the next one. Negative counts: ValueError.
        """
        if count < 0:
            raise ValueError("a period cannot be negative")
        if count == 0:
            return self.working_day_from(start)
        day, certain = start, True
        for _ in range(count):
            step = self.working_day_from(day + ONE_DAY)
            day, certain = step.on, certain and step.certain
        return Reckoned(day, certain)

    def working_days_after(self, start: date, last: date) -> int:
        """How many days after ``start`` up to and with ``last`` are worked; 0 where there are none."""
        span = range(1, (last - start).days + 1)
        return sum(self.is_working(start + timedelta(days=n)) for n in span)

    def add_months(self, start: date, count: int) -> Reckoned:
        """The corresponding day ``count`` months later, clamped to the end of a shorter month."""
        return Reckoned(start + relativedelta(months=count), certain=True)

    def working_day_from(self, day: date) -> Reckoned:
        """``day`` if it is worked, else the first working day after it."""
        certain = day.year in self.covered
        while not self.is_working(day):
            day += ONE_DAY
            certain = certain and day.year in self.covered
        return Reckoned(day, certain)


def end_of(day: date) -> datetime:
    """The last second of ``day`` in the current time zone, aware: when a period ending on it runs out."""
    return timezone.make_aware(datetime.combine(day, LAST_SECOND))


def start_of(day: date) -> datetime:
    """The first moment of ``day`` in the current time zone, aware."""
    return timezone.make_aware(datetime.combine(day, time.min))


def days_until(due: datetime | None) -> int | None:
    """Whole calendar days from today to the day of ``due``, negative once it is past; None without a date."""
    return (timezone.localdate(due) - timezone.localdate()).days if due else None
