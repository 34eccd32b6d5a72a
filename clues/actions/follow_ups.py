"""What is owed to a person after a clue about them came to nothing: notice, clarification."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from clues.actions.days import entered
from clues.actions.decisions import ask_heads, save
from clues.flow import ClueFlow
from clues.kinds import FOLLOW_UP, Kind
from clues.models import Clue
from clues.terms import Finding, Task
from hub.access.readers import readers_of
from hub.duties.actions import close_duties
from hub.events.actions import record
from hub.kernel.errors import Invalid
from hub.kernel.transitions import enter, locked

# 失实检举控告澄清 (2020); 监督执纪工作规则 art. 30: who is believed is told.
OWED = {Finding.UNFOUNDED: (Task.NOTICE, Task.CLARIFICATION), Finding.EXPLAINED: (Task.NOTICE,)}


def open_follow_ups(clue: Clue) -> None:
    """Called when the (locked) clue is concluded: what its finding makes owed waits for the unit's heads."""
    result = clue.results.approved().last()
    owed = OWED.get(Finding(result.finding), ()) if result else ()
    clue.follow_ups.bulk_create(clue.follow_ups.model(clue=clue, task=task) for task in owed)
    if owed:
        ask_heads(FOLLOW_UP, clue)


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
