"""What follows when an assignment is decided. Runs in the last signer's transaction."""

from __future__ import annotations

from accounts.models import Person
from clues.clue.actions import ask_managers, save
from clues.clue.flow import ClueFlow
from clues.clue.models.clues import Clue
from clues.routing.kinds import PROPOSE, PUSH, Kind
from hub.access.readers import readers_of
from hub.approvals.terms import Outcome
from hub.events.actions import record
from hub.kernel.transitions import enter


def assignment_decided(clue: Clue, outcome: Outcome, by: Person) -> None:
    approved = outcome == Outcome.APPROVED
    enter(ClueFlow(clue).approve if approved else ClueFlow(clue).refuse, by=by)
    save(clue)
    ask_managers(PUSH if approved else PROPOSE, clue)
    record(Kind.CLUE_APPROVED if approved else Kind.CLUE_REFUSED, by=by, of=clue, to=readers_of(clue))
