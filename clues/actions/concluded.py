"""What follows when the conclusion or the striking of a clue is decided."""

from __future__ import annotations

from accounts.models import Person
from clues.actions.closing import close_to, everybody_but
from clues.actions.decisions import ask_managers, save
from clues.actions.follow_ups import open_follow_ups
from clues.actions.reports import owe_results
from clues.flow import ClueFlow
from clues.holders import CASE_MANAGEMENT, groups_in
from clues.kinds import CONCLUDE, Kind
from clues.models import Clue, Motion
from hub.access.readers import readers_of
from hub.duties.actions import close_duties
from hub.events.actions import record
from hub.kernel.transitions import enter


def conclude(motion: Motion, clue: Clue, by: Person) -> None:
    enter(ClueFlow(clue).conclude, by=by)
    save(clue)
    close_duties(None, of=clue, by=by)
    open_follow_ups(clue)
    owe_results(clue)
    record(Kind.CLUE_CONCLUDED, by=by, of=clue, to=readers_of(clue), data={"motion": motion.pk})


def ask_again(motion: Motion, clue: Clue, by: Person) -> None:
    """It is not concluded: whoever has to conclude it is asked again."""
    ask_managers(CONCLUDE, clue)


def strike(motion: Motion, clue: Clue, by: Person) -> None:
    """The row stays, readable for case management alone."""
    enter(ClueFlow(clue).strike, by=by)
    save(clue)
    close_duties(None, of=clue, by=by)
    told = readers_of(clue)
    close_to(clue, everybody_but(clue, groups_in(clue.office, *CASE_MANAGEMENT)), by=by)
    owe_results(clue)
    record(Kind.STRUCK, by=by, of=clue, to=told, data={"motion": motion.pk})
