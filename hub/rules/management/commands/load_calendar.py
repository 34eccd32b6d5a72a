"""`manage.py load_calendar 2027 days.csv --source ...`: the holidays of a year that no package brings."""

from __future__ import annotations

import csv
from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from hub.rules.calendar import enter_year
from hub.rules.models import CalendarDay

KINDS = {"holiday": False, "workday": True}


class Command(BaseCommand):
    help = (
        "Take the holidays and make-up working days of a year from a CSV file with the columns date "
        "(YYYY-MM-DD), kind (holiday or workday) and name; all of its lines or none."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("year", type=int)
        parser.add_argument("file", type=Path)
        parser.add_argument("--source", required=True, help="The notice the days were published by.")

    def handle(self, *args: Any, year: int, file: Path, source: str, **options: Any) -> None:
        days, faults = [], []
        for line, row in enumerate(_rows(file), 2):
            try:
                days.append(_day(row, year, source))
            except ValueError as fault:
                faults.append(_("line %(line)d: %(fault)s") % {"line": line, "fault": fault})
        if faults or not days:
            raise CommandError("\n".join(faults) or _("There is no day in this file."))
        enter_year(year, days, source)
        self.stdout.write(_("%(count)d days of %(year)d.") % {"count": len(days), "year": year})


def _rows(file: Path) -> Iterator[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        yield from csv.DictReader(lines)


def _day(row: dict[str, str], year: int, source: str) -> CalendarDay:
    """Raises ValueError for a line that is no day of the year."""
    day, kind = date.fromisoformat((row.get("date") or "").strip()), (row.get("kind") or "").strip()
    if day.year != year:
        raise ValueError(_("%(day)s is not in %(year)d") % {"day": day, "year": year})
    if kind not in KINDS:
        raise ValueError(_("“%(kind)s” is neither holiday nor workday") % {"kind": kind})
    name = (row.get("name") or "").strip()[:64]
    return CalendarDay(date=day, working=KINDS[kind], name=name, source=source)
