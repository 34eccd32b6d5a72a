from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from hub.rules.calendar import published_years, seed_calendar
from hub.rules.models import CalendarDay, CalendarYear


class Command(BaseCommand):
    help = "Add the published holidays and make-up working days that are missing; entered days are kept."

    def handle(self, *args: Any, **options: Any) -> None:
        before = CalendarDay.objects.count()
        seed_calendar(CalendarYear, CalendarDay)
        years = published_years()
        self.stdout.write(
            _("Calendar published for %(first)s to %(last)s; %(added)s days added.")
            % {
                "first": min(years),
                "last": max(years),
                "added": CalendarDay.objects.count() - before,
            }
        )
