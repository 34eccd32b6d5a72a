"""Proposing that the ledger line of a clue be closed, or that it be struck from the ledger."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from clues.closing.kinds import FOLLOW_UP, Kind
from clues.closing.purposes import CONCLUSION, STRIKING
from clues.clue.actions import save
from clues.clue.flow import ClueFlow
from clues.clue.models.clues import Clue
from clues.days import entered
from clues.disposal.kinds import CONCLUDE
from clues.motions.actions import draw_motion, put_forward
from hub.access.readers import readers_of
from hub.duties.actions import close_duties
from hub.events.actions import record
from hub.kernel.errors import Invalid
from hub.kernel.transitions import enter, locked


def propose_conclusion(number: str, *, reason: str, by: Person) -> Clue:
    """Propose to close the ledger line of a clue whose result was fed back."""
    with locked(Clue.objects.visible_to(by), number=number) as clue:
        enter(ClueFlow(clue).propose_conclusion, by=by)
        close_duties(CONCLUDE, of=clue, by=by)
        put_forward(draw_motion(clue, CONCLUSION, reason, by), CONCLUSION)
        return clue


def propose_striking(number: str, *, reason: str, by: Person) -> Clue:
    """Propose to strike the clue from the ledger. Its row stays, and its number is never given again."""
    with locked(Clue.objects.visible_to(by), number=number) as clue:
        enter(ClueFlow(clue).propose_striking, by=by)
        put_forward(draw_motion(clue, STRIKING, reason, by), STRIKING)
        return clue


def record_follow_up(
    number: str, *, task: str, told_on: date, note: str, by: Person, late_reason: str = ""
) -> Clue:
    """Note that the person was told, or that it was clarified, on which day and how.

    Raises Invalid for a task that is not open, no note, a day to come, a past day without a reason.
    """
    with locked(Clue.objects.visible_to(by), number=number) as clue:
        enter(ClueFlow(clue).follow_up, by=by)
        owed = clue.follow_ups.open().filter(task=task).first()
        if owed is None:
            raise Invalid({"task": [_("This is not open any more.")]}, code="not-open")
        if not note.strip():
            raise Invalid({"note": [_("Please say how it was done.")]}, code="note-required")
        owed.late_reason = entered("told_on", told_on, late_reason)
        owed.told_on, owed.note, owed.by, owed.entered_at = told_on, note.strip(), by, timezone.now()
        owed.save()
        save(clue)
        if not clue.follow_ups.open().exists():
            close_duties(FOLLOW_UP, of=clue, by=by)
        data = {"task": task, "follow_up": owed.pk}
        record(Kind.FOLLOWED_UP, by=by, of=clue, to=readers_of(clue), data=data)
        return clue
