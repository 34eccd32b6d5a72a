"""The working calendar, read from the tables and seeded from the published holidays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import chinese_calendar
from chinese_calendar import constants
from django.db.models import Model

from hub.kernel.acting import action, forget
from hub.kernel.working_time import WorkCalendar
from hub.rules.held import held
from hub.rules.models import CalendarDay, CalendarYear

NATIONAL_DAY = (10, 1)
SOURCE = f"国务院办公厅节假日安排 (chinesecalendar {chinese_calendar.__version__})"


def working_calendar() -> WorkCalendar:
    """The calendar of all years, as the tables have it now."""
    return held("calendar", _read_calendar)


def _read_calendar() -> WorkCalendar:
    days = CalendarDay.objects.values_list("date", "working")
    years = CalendarYear.objects.values_list("year", flat=True)
    return WorkCalendar(days=dict(days), covered=frozenset(years))


def published_years() -> set[int]:
    """The years whose holidays the library knows; only then does it know the National Day of that year."""
    return {day.year for day in constants.holidays if (day.month, day.day) == NATIONAL_DAY}


@dataclass(frozen=True, slots=True)
class PublishedDay:
    date: date
    working: bool
    name: str


def published_days() -> Iterator[PublishedDay]:
    """Holidays and make-up working days of the published years; ordinary days follow the weekday."""
    years = published_years()
    for table, working in ((constants.holidays, False), (constants.workdays, True)):
        for day, name in table.items():
            if day.year in years:
                yield PublishedDay(day, working, name)


def seed_calendar(year_model: type[Model], day_model: type[Model]) -> None:
    """Add the published years and days that are missing. What people have entered or changed stays."""
    year_model._default_manager.bulk_create(
        [year_model(year=year, source=SOURCE) for year in sorted(published_years())],
        ignore_conflicts=True,
    )
    day_model._default_manager.bulk_create(
        [
            day_model(date=day.date, working=day.working, name=day.name, source=SOURCE)
            for day in published_days()
        ],
        ignore_conflicts=True,
    )


@action()
def enter_year(year: int, days: Iterable[CalendarDay], source: str) -> None:
    """The holidays and make-up working days of a year as a notice has them; those of before are replaced."""
    CalendarYear.objects.update_or_create(year=year, defaults={"source": source})
    CalendarDay.objects.filter(date__year=year).delete()
    CalendarDay.objects.bulk_create(days)
    forget()
