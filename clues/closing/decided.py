"""What follows when the conclusion or the striking of a clue is decided."""

from __future__ import annotations

from accounts.models import Person
from clues.closing.kinds import FOLLOW_UP, Kind
from clues.closing.terms import Task
from clues.clue.actions import ask_heads, ask_managers, close_to, everybody_but, save
from clues.clue.flow import ClueFlow
from clues.clue.models.clues import Clue
from clues.disposal.kinds import CONCLUDE
from clues.disposal.terms import Finding
from clues.holders import CASE_MANAGEMENT, groups_in
from clues.motions.models import Motion
from clues.reporters.actions import owe_results
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


# 失实检举控告澄清 (2020); 监督执纪工作规则 art. 30: who is believed is told.
OWED = {Finding.UNFOUNDED: (Task.NOTICE, Task.CLARIFICATION), Finding.EXPLAINED: (Task.NOTICE,)}


def open_follow_ups(clue: Clue) -> None:
    """Called when the (locked) clue is concluded: what its finding makes owed waits for the unit's heads."""
    result = clue.results.approved().last()
    owed = OWED.get(Finding(result.finding), ()) if result else ()
    clue.follow_ups.bulk_create(clue.follow_ups.model(clue=clue, task=task) for task in owed)
    if owed:
        ask_heads(FOLLOW_UP, clue)
