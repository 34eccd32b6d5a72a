"""Opening the stages of a way of disposal, one after the other."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from clues.clue.actions import save
from clues.clue.handlers import handlers_of
from clues.clue.models.clues import Clue
from clues.clue.policies import may_handle
from clues.days import due_from, entered
from clues.ways.kinds import STAGE, Kind
from clues.ways.models import DisposalWay, Stage
from hub.access.readers import readers_of
from hub.duties.actions import Until, close_duties, open_duties
from hub.events.actions import record
from hub.kernel.errors import Conflict, Invalid, demand
from hub.kernel.transitions import locked


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


def record_stage(
    number: str, *, stage: int, done_on: date, note: str, by: Person, late_reason: str = ""
) -> Clue:
    """A handler notes that a stage was done, on which day and how; the next one begins with that day.

    Raises NotVisible, NotAllowed, Conflict for a stage that is not open, Invalid for no "note", a day to come
    and a past day without a reason.
    """
    with locked(Clue.objects.visible_to(by), number=number) as clue:
        demand(may_handle(clue, by))
        found = clue.stages.open().filter(pk=stage).select_related("what__way").first()
        if found is None:
            raise Conflict(_("This is not open any more."), code="not-open")
        if not note.strip():
            raise Invalid({"note": [_("Please say how it was done.")]}, code="note-required")
        found.note = note.strip()
        reason = entered("done_on", done_on, late_reason)
        close_stage(found, clue, done_on=done_on, late_reason=reason, by=by)
        save(clue)
        return clue


def close_stage(stage: Stage, clue: Clue, *, done_on: date, late_reason: str, by: Person) -> None:
    """The stage, with its note, of the (locked) clue is done: nobody waits for it, the next one begins."""
    stage.done_on, stage.late_reason, stage.by, stage.entered_at = done_on, late_reason, by, timezone.now()
    stage.save()
    close_duties(STAGE, of=clue, by=by, ref=stage.pk)
    open_stage(clue, stage.what.way, after=stage.what.position, began_on=done_on)
    record(Kind.STAGE_DONE, by=by, of=clue, to=readers_of(clue), data={"stage": stage.pk})
