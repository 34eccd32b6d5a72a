"""What follows when an approval about a clue is decided. Runs in the last signer's transaction."""

from __future__ import annotations

from accounts.models import Person
from accounts.terms import Role
from clues.flow import ClueFlow
from clues.holders import groups_in
from clues.kinds import OPINION, PROPOSE, PUSH, RESULT, Kind
from clues.models import Clue
from hub.access.readers import readers_of
from hub.approvals.terms import Outcome
from hub.duties.actions import open_duty
from hub.duties.kinds import DutyKind
from hub.events.actions import record
from hub.kernel.transitions import enter


def save(clue: Clue) -> None:
    """Save a clue that an action has changed: its version goes up, so that stale pages notice."""
    clue.version += 1
    clue.save()


def ask_managers(duty: DutyKind, clue: Clue) -> None:
    for group in groups_in(clue.office, Role.CASE_MANAGER).groups:
        open_duty(duty, of=clue, group_id=group)


def ask_handlers(duty: DutyKind, clue: Clue) -> None:
    for assignment in clue.assignments.filter(ended_at=None).select_related("person"):
        due_at = clue.opinion_due_at if duty is OPINION else None
        open_duty(duty, of=clue, person=assignment.person, due_at=due_at)


def amend_plan(clue: Clue, text: str, by: Person) -> None:
    """A signer words the plan anew: a later opinion under their name, the handlers' own stays on file."""
    latest = clue.opinions.latest("pk")
    clue.opinions.create(way=latest.way, plan=text, by=by)
    save(clue)


def assignment_decided(clue: Clue, outcome: Outcome, by: Person) -> None:
    approved = outcome == Outcome.APPROVED
    enter(ClueFlow(clue).approve if approved else ClueFlow(clue).refuse, by=by)
    save(clue)
    ask_managers(PUSH if approved else PROPOSE, clue)
    record(Kind.CLUE_APPROVED if approved else Kind.CLUE_REFUSED, by=by, of=clue, to=readers_of(clue))


def opinion_decided(clue: Clue, outcome: Outcome, by: Person) -> None:
    approved = outcome == Outcome.APPROVED
    enter(ClueFlow(clue).approve_opinion if approved else ClueFlow(clue).refuse_opinion, by=by)
    save(clue)
    ask_handlers(RESULT if approved else OPINION, clue)
    record(Kind.OPINION_APPROVED if approved else Kind.OPINION_REFUSED, by=by, of=clue, to=readers_of(clue))
