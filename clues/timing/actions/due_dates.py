"""The one place where a due day of a clue is set: a row of its history, the clue, and what waits for it."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from accounts.models import Person
from clues.clue.models.clues import Clue
from clues.timing.kinds import OPINION, RESULT
from clues.timing.models import DueDate
from clues.timing.terms import Awaited, DueBy
from clues.timing.told import awaited_of
from hub.duties.actions import put_off_duties
from hub.kernel.working_time import end_of
from hub.rules.deadlines import due, due_with, time_left

DUTIES = {Awaited.OPINION: OPINION, Awaited.RESULT: RESULT}


_FIELDS = {Awaited.OPINION: "opinion_due_at", Awaited.RESULT: "result_due_at"}


def start_time(clue: Clue, awaited: Awaited, code: str, *, by: Person, since: datetime | None = None) -> None:
    """The period of the rule `code` starts, now or at `since`. The caller saves the (locked) clue."""
    reckoned = due(code, since or timezone.now())
    first = DueDate(due_at=reckoned.at, certain=reckoned.certain, rule=reckoned.deadline)
    _set(clue, awaited, first, by)


def put_off(clue: Clue, awaited: Awaited, until: datetime, *, by: Person) -> None:
    """What is awaited is due later; the day before stays on record. The caller saves the clue."""
    before = clue.due_dates.in_force().get(awaited=awaited)
    _set(clue, awaited, DueDate(due_at=until, rule=before.rule, why=DueBy.EXTENSION), by)


def go_on(clue: Clue, stopped_at: datetime, *, by: Person) -> None:
    """Time runs again from today: what was left of it when it stopped is there again.

    `clue` is back in its state. A day that had passed before is not moved. The caller saves the clue.
    """
    stopped_on, today = timezone.localdate(stopped_at), timezone.localdate()
    for date in awaited_of(clue):
        if date.due_at < stopped_at:
            continue
        left = time_left(date.rule, stopped_on, date.due_at)
        reckoned = due_with(date.rule, left, today)
        moved = DueDate(due_at=end_of(reckoned.on), certain=reckoned.certain, rule=date.rule)
        moved.why = DueBy.RESUMED
        _set(clue, Awaited(date.awaited), moved, by)


def _set(clue: Clue, awaited: Awaited, date: DueDate, by: Person | None) -> None:
    date.clue, date.awaited, date.set_by = clue, awaited, by
    date.save(force_insert=True)
    setattr(clue, _FIELDS[awaited], date.due_at)
    put_off_duties(DUTIES[awaited], of=clue, due_at=date.due_at, certain=date.certain)
