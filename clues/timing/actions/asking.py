"""Asking for what is due, on the day that its rule gives."""

from __future__ import annotations

from collections.abc import Sequence

from accounts.models import Person
from clues.clue.handlers import handlers_of
from clues.clue.models.clues import Clue
from clues.timing.actions.due_dates import DUTIES
from hub.duties.actions import Until, open_duties
from hub.duties.kinds import DutyKind


def ask_handlers(duty: DutyKind, clue: Clue, handlers: Sequence[Person] | None = None) -> None:
    """Ask all handlers, or those given. The day that holds for this clue goes before the duty's own rule."""
    awaited = next((each for each, kind in DUTIES.items() if kind == duty), None)
    day = clue.due_dates.in_force().filter(awaited=awaited).first() if awaited else None
    asked = [handler.pk for handler in (handlers_of(clue) if handlers is None else handlers)]
    open_duties(duty, of=clue, people=asked, until=Until(day.due_at, day.certain) if day else None)
