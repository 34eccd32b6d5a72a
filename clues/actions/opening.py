"""Opening the stages of a way of disposal, one after the other."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from clues.actions.days import due_from
from clues.handlers import handlers_of
from clues.kinds import STAGE
from clues.models import Clue, DisposalWay, Stage
from hub.duties.actions import Until, open_duties


def open_stage(clue: Clue, way: DisposalWay, *, after: int = 0, began_on: date | None = None) -> None:
    """Open the stage of the way that follows the position, for the handlers of the (locked) clue."""
    what = way.stages.filter(position__gt=after).first()
    if what is None:
        return
    due_at = due_from(what.deadline, began_on or timezone.localdate())
    stage = Stage.objects.create(clue=clue, what=what, due_at=due_at)
    until = Until(due_at) if due_at is not None else None
    handlers = [handler.pk for handler in handlers_of(clue)]
    open_duties(STAGE, of=clue, people=handlers, until=until, ref=stage.pk)
