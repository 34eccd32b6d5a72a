"""By when: the one place where a period of time becomes a due moment."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dateutil.relativedelta import relativedelta  # type: ignore[import-untyped]
from django.utils import timezone

from hub.kernel.working_time import Reckoned, WorkCalendar, end_of
from hub.rules.calendar import working_calendar
from hub.rules.held import held
from hub.rules.models import Deadline


class UnknownDeadline(LookupError):
    """No deadline of that code is in force on that day: a rule is missing in the table."""


@dataclass(frozen=True, slots=True)
class Due:
    """``at``: the last second of the last day, aware. ``certain``: False if holidays are not yet published.

    ``deadline`` is the row that was applied, with its source and article.
    """

    at: datetime
    certain: bool
    deadline: Deadline


def due(code: str, start: datetime) -> Due:
    """When a period ends that starts at ``start`` (aware) under the rule ``code`` in force on that day.

    Raises ``UnknownDeadline`` when no such rule is in force.
    """
    started_on = timezone.localdate(start)
    deadline = rule_on(code, started_on)
    if deadline is None:
        raise UnknownDeadline(f"{code} on {started_on}")
    last = last_day(deadline, started_on, working_calendar())
    return Due(at=end_of(last.on), certain=last.certain, deadline=deadline)


def rule_on(code: str, day: date) -> Deadline | None:
    """The rule of that code in force on the day. It is everybody's: nobody changes it."""
    versions = held("deadlines", _read_deadlines).get(code, ())
    return next((each for each in versions if each.valid_from <= day <= (each.valid_to or day)), None)


def _read_deadlines() -> dict[str, list[Deadline]]:
    """By code, the newest first."""
    found: dict[str, list[Deadline]] = defaultdict(list)
    for each in Deadline.objects.order_by("-valid_from"):
        found[each.code].append(each)
    return found


def looking_back(code: str, day: date) -> date | None:
    """The earliest day whose period under the rule ``code`` still runs on ``day``, counted in calendar days.

    None when no such rule is in force on ``day``: then the past counts for nothing.
    """
    rule = rule_on(code, day)
    return back_from(day, rule) if rule else None


def back_from(day: date, rule: Deadline) -> date:
    """The earliest day whose period under the rule still runs on ``day``, counted in calendar days."""
    in_months = rule.unit == Deadline.Unit.MONTHS
    return day - (relativedelta(months=rule.amount) if in_months else timedelta(rule.amount))


def starting_on(day: date, rule: Deadline) -> date:
    """The last day of a period that starts on ``day`` under the rule."""
    return last_day(rule, day, working_calendar()).on


def last_day(deadline: Deadline, started_on: date, calendar: WorkCalendar) -> Reckoned:
    """The last day of ``deadline``; the day it starts on is not counted."""
    if deadline.unit == Deadline.Unit.WORKING_DAYS:
        return calendar.add_working_days(started_on, deadline.amount)
    if deadline.unit == Deadline.Unit.MONTHS:
        nominal = calendar.add_months(started_on, deadline.amount)
    else:
        nominal = Reckoned(started_on + timedelta(days=deadline.amount), certain=True)
    return calendar.working_day_from(nominal.on) if deadline.ends_on_working_day else nominal


def ends_on(day: date) -> Reckoned:
    """The day a period runs out that somebody set to end on ``day``: a holiday gives way to a working day."""
    return working_calendar().working_day_from(day)


def time_left(deadline: Deadline | None, on: date, due_at: datetime) -> int:
    """Days of a period that are left after the day ``on``, 0 once it is over: working days where the rule
    counts these, calendar days otherwise."""
    last = timezone.localdate(due_at)
    if in_working_days(deadline):
        return working_calendar().working_days_after(on, last)
    return max((last - on).days, 0)


def due_with(deadline: Deadline | None, left: int, on: date) -> Reckoned:
    """The last day of a period of which ``left`` days remain after ``on``, counted as by ``time_left``."""
    calendar = working_calendar()
    if in_working_days(deadline):
        return calendar.add_working_days(on, left)
    return calendar.working_day_from(on + timedelta(days=left))


def in_working_days(deadline: Deadline | None) -> bool:
    return deadline is not None and deadline.unit == Deadline.Unit.WORKING_DAYS
