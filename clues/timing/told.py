"""What is due of a clue and when, as its readers are told. Written by `clues.timing.actions` alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from clues.clue.models.clues import Clue
from clues.clue.terms import ClueState as S
from clues.timing.models import DueDate, Suspension
from clues.timing.terms import Awaited
from hub.kernel.working_time import days_until
from hub.rules.deadlines import in_working_days, time_left

# What is still awaited of a clue in a state; what presses comes first.
_BOTH = (Awaited.OPINION, Awaited.RESULT)


_RESULT = (Awaited.RESULT,)


AWAITED_IN = {S.SIGNED: _BOTH, S.ASSIGNED: _BOTH, S.OPINION: _BOTH, S.IN_DISPOSAL: _RESULT, S.REPORT: _RESULT}


def awaited_of(clue: Clue, state: str = "") -> list[DueDate]:
    """The days in force of what is still awaited, in its state or in another; what presses first."""
    return _awaited_among(clue.due_dates.select_related("rule"), state or clue.state)


def _awaited_among(dates: Iterable[DueDate], state: str) -> list[DueDate]:
    """dates: all of a clue, oldest first."""
    wanted, last = AWAITED_IN.get(S(state), ()), {Awaited(date.awaited): date for date in dates}
    return [last[awaited] for awaited in wanted if awaited in last]


@dataclass(frozen=True, slots=True)
class Left:
    """What was left of a period when time stopped: so many days, counted as its rule does."""

    date: DueDate
    days: int
    in_working_days: bool


@dataclass(frozen=True, slots=True)
class Timing:
    """Every day there was, oldest first; the one that presses now; what stands still."""

    dates: list[DueDate]
    pressing: DueDate | None
    suspension: Suspension | None
    left: list[Left]

    @property
    def days(self) -> int | None:
        return days_until(self.pressing.due_at) if self.pressing else None


def timing_of(clue: Clue) -> Timing:
    """The days of a clue that is visible."""
    dates = list(clue.due_dates.all())
    suspension = next((each for each in clue.suspensions.all() if each.resumed_at is None), None)
    stopped = _awaited_among(dates, suspension.prior_state) if suspension else []
    pressing = next(iter(_awaited_among(dates, clue.state)), None)
    return Timing(dates, pressing, suspension, [_left(each, suspension) for each in stopped])


def _left(date: DueDate, suspension: Any) -> Left:
    stopped_on = timezone.localdate(suspension.stopped_at)
    return Left(date, time_left(date.rule, stopped_on, date.due_at), in_working_days(date.rule))
