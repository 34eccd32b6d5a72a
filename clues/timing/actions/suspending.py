"""Stopping the clock of a clue, and letting it run again."""

from __future__ import annotations

from django.utils import timezone

from accounts.models import Person
from clues.clue.actions import save
from clues.clue.flow import ClueFlow
from clues.clue.models.clues import Clue
from clues.motions.actions import draw_motion, put_forward
from clues.timing.actions.asking import ask_handlers
from clues.timing.actions.due_dates import DUTIES, go_on
from clues.timing.kinds import Kind
from clues.timing.purposes import SUSPENSION
from clues.timing.terms import Awaited
from clues.timing.told import awaited_of
from hub.access.readers import readers_of
from hub.events.actions import record
from hub.kernel.errors import demand_reason
from hub.kernel.transitions import enter, locked


def ask_suspension(number: str, *, reason: str, by: Person) -> Clue:
    """Ask that the clue's time stand still for as long as the reason lasts."""
    with locked(Clue.objects.visible_to(by), number=number) as clue:
        enter(ClueFlow(clue).ask_suspension, by=by)
        put_forward(draw_motion(clue, SUSPENSION, reason, by), SUSPENSION)
        return clue


def resume_clue(number: str, *, reason: str, by: Person) -> Clue:
    """The reason is gone: the clue stands where it stood, and each day moves by the time that stood still."""
    with locked(Clue.objects.visible_to(by), number=number) as clue:
        enter(ClueFlow(clue).resume, by=by)
        demand_reason(reason)
        stopped = clue.suspensions.open().select_for_update(of=("self",)).get()
        stopped.resumed_at, stopped.resumed_by, stopped.resume_reason = timezone.now(), by, reason.strip()
        stopped.save(update_fields=["resumed_at", "resumed_by", "resume_reason"])
        go_on(clue, stopped.stopped_at, by=by)
        save(clue)
        if pressing := awaited_of(clue)[:1]:
            ask_handlers(DUTIES[Awaited(pressing[0].awaited)], clue)
        record(Kind.RESUMED, by=by, of=clue, to=readers_of(clue), data={"suspension": stopped.pk})
        return clue
