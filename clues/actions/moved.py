"""What follows when a motion about a clue is decided. Runs in the last signer's transaction."""

from __future__ import annotations

from collections.abc import Callable

from django.utils import timezone

from accounts.models import Person
from clues.actions.closing import close_to, everybody_but
from clues.actions.decisions import ask_managers, save
from clues.actions.due_dates import DUTIES, put_off
from clues.actions.follow_ups import open_follow_ups
from clues.actions.handing_over import hand_over
from clues.actions.reports import owe_results
from clues.flow import ClueFlow
from clues.holders import CASE_MANAGEMENT, groups_in
from clues.kinds import CONCLUDE, Kind
from clues.models import Clue, Motion
from clues.terms import Awaited, MotionKind
from clues.timing import awaited_of
from hub.access.readers import readers_of
from hub.approvals.terms import Outcome
from hub.duties.actions import close_duties
from hub.events.actions import record
from hub.kernel.transitions import enter


def motion_decided(clue: Clue, outcome: Outcome, by: Person) -> None:
    """Carry out the open motion about the (locked) clue, unless it was refused or the clue has gone on."""
    motion = clue.motions.open().select_for_update(of=("self",)).get()
    motion.carried = outcome == Outcome.APPROVED and _possible(motion, clue)
    (_CARRIED[MotionKind(motion.kind)] if motion.carried else _drop)(motion, clue, by)
    motion.decided_at = timezone.now()
    motion.save(update_fields=["carried", "decided_at"])


def _possible(motion: Motion, clue: Clue) -> bool:
    """An extension is no transition: it is possible while its day is still awaited and still the same."""
    if motion.kind == MotionKind.EXTENSION:
        asked = motion.extension
        return any((day.awaited, day.due_at) == (asked.awaited, asked.before) for day in awaited_of(clue))
    flow = ClueFlow(clue)
    transition = {
        MotionKind.SUSPENSION: flow.suspend,
        MotionKind.CONCLUSION: flow.conclude,
        MotionKind.STRIKING: flow.strike,
        MotionKind.TRANSFER: flow.hand_over,
    }[MotionKind(motion.kind)]
    return bool(transition.can_proceed())


def _drop(motion: Motion, clue: Clue, by: Person) -> None:
    """It is not carried out: whoever has to conclude the clue is asked again."""
    if motion.kind == MotionKind.CONCLUSION:
        ask_managers(CONCLUDE, clue)
    record(Kind.MOTION_DROPPED, by=by, of=clue, to=readers_of(clue), data={"motion": motion.pk})


def _extend(motion: Motion, clue: Clue, by: Person) -> None:
    asked = motion.extension
    put_off(clue, Awaited(asked.awaited), asked.until, by=by)
    save(clue)
    record(Kind.EXTENDED, by=by, of=clue, to=readers_of(clue), data={"motion": motion.pk})


def _suspend(motion: Motion, clue: Clue, by: Person) -> None:
    """What waited for its handlers waits no more: nobody is reminded while time stands still."""
    clue.suspensions.create(motion=motion, prior_state=clue.state)
    enter(ClueFlow(clue).suspend, by=by)
    save(clue)
    for duty in DUTIES.values():
        close_duties(duty, of=clue, by=by)
    record(Kind.SUSPENDED, by=by, of=clue, to=readers_of(clue), data={"motion": motion.pk})


def _conclude(motion: Motion, clue: Clue, by: Person) -> None:
    enter(ClueFlow(clue).conclude, by=by)
    save(clue)
    close_duties(None, of=clue, by=by)
    open_follow_ups(clue)
    owe_results(clue)
    record(Kind.CLUE_CONCLUDED, by=by, of=clue, to=readers_of(clue), data={"motion": motion.pk})


def _strike(motion: Motion, clue: Clue, by: Person) -> None:
    """The row stays, readable for case management alone."""
    enter(ClueFlow(clue).strike, by=by)
    save(clue)
    close_duties(None, of=clue, by=by)
    told = readers_of(clue)
    close_to(clue, everybody_but(clue, groups_in(clue.office, *CASE_MANAGEMENT)), by=by)
    owe_results(clue)
    record(Kind.STRUCK, by=by, of=clue, to=told, data={"motion": motion.pk})


_CARRIED: dict[MotionKind, Callable[[Motion, Clue, Person], None]] = {
    MotionKind.EXTENSION: _extend,
    MotionKind.SUSPENSION: _suspend,
    MotionKind.CONCLUSION: _conclude,
    MotionKind.STRIKING: _strike,
    MotionKind.TRANSFER: hand_over,
}
