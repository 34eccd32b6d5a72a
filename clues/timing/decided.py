"""What follows when an extension or a suspension is decided."""

from __future__ import annotations

from accounts.models import Person
from clues.clue.actions import save
from clues.clue.flow import ClueFlow
from clues.clue.models.clues import Clue
from clues.motions.models import Motion
from clues.timing.actions.due_dates import DUTIES, put_off
from clues.timing.kinds import Kind
from clues.timing.terms import Awaited
from clues.timing.told import awaited_of
from hub.access.readers import readers_of
from hub.duties.actions import close_duties
from hub.events.actions import record
from hub.kernel.transitions import enter


def is_awaited_still(motion: Motion, clue: Clue) -> bool:
    """An extension is no transition: it is possible while its day is still awaited and still the same."""
    asked = motion.extension
    return any((day.awaited, day.due_at) == (asked.awaited, asked.before) for day in awaited_of(clue))


def extend(motion: Motion, clue: Clue, by: Person) -> None:
    asked = motion.extension
    put_off(clue, Awaited(asked.awaited), asked.until, by=by)
    save(clue)
    record(Kind.EXTENDED, by=by, of=clue, to=readers_of(clue), data={"motion": motion.pk})


def suspend(motion: Motion, clue: Clue, by: Person) -> None:
    """What waited for its handlers waits no more: nobody is reminded while time stands still."""
    clue.suspensions.create(motion=motion, prior_state=clue.state)
    enter(ClueFlow(clue).suspend, by=by)
    save(clue)
    for duty in DUTIES.values():
        close_duties(duty, of=clue, by=by)
    record(Kind.SUSPENDED, by=by, of=clue, to=readers_of(clue), data={"motion": motion.pk})
