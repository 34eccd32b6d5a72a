"""Clues that are held (暂存待查): looked at again every half year, held further or taken up."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from accounts.models import Person
from clues.actions.decisions import ask_handlers, begin_hold, save
from clues.actions.due_dates import start_time
from clues.flow import ClueFlow
from clues.kinds import OPINION, REVIEW_HOLD, Kind
from clues.models import Clue, Hold
from clues.terms import Awaited
from hub.access.readers import readers_of
from hub.duties.actions import close_duties
from hub.events.actions import record
from hub.kernel.acting import action
from hub.kernel.errors import demand_reason
from hub.kernel.transitions import enter, locked


def hold_again(number: str, *, reason: str, by: Person) -> Clue:
    """A handler has looked at it again: held for another half year. The reason is required."""
    with locked(Clue.objects.visible_to(by), number=number) as clue:
        enter(ClueFlow(clue).hold_again, by=by)
        _end_hold(clue, reason, by)
        begin_hold(clue, reason.strip(), by)
        save(clue)
        record(Kind.HELD_AGAIN, by=by, of=clue, to=readers_of(clue))
        return clue


def take_up(number: str, *, reason: str, by: Person) -> Clue:
    """A handler takes it up again, with a reason: another opinion is due within the time of a new one."""
    with locked(Clue.objects.visible_to(by), number=number) as clue:
        enter(ClueFlow(clue).take_up, by=by)
        _end_hold(clue, reason, by)
        start_time(clue, Awaited.OPINION, str(OPINION.deadline), by=by)
        save(clue)
        ask_handlers(OPINION, clue)
        record(Kind.TAKEN_UP, by=by, of=clue, to=readers_of(clue))
        return clue


def ask_for_reviews(now: datetime) -> int:
    """Ask the handlers of every clue whose half year is over to look again, once; returns how many clues."""
    return sum(_ask(pk, now) for pk in list(Hold.objects.to_review(now).values_list("pk", flat=True)))


@action()
def _ask(pk: int, now: datetime) -> bool:
    """False when another worker was quicker, or the clue is no longer held."""
    held = Hold.objects.to_review(now).select_for_update(of=("self",), skip_locked=True).filter(pk=pk).first()
    if held is None:
        return False
    held.asked_at = now
    held.save(update_fields=["asked_at"])
    ask_handlers(REVIEW_HOLD, held.clue)
    record(Kind.REVIEW_DUE, by=None, of=held.clue, to=readers_of(held.clue))
    return True


def _end_hold(clue: Clue, reason: str, by: Person) -> None:
    demand_reason(reason)
    held = clue.holds.open().get()
    held.ended_at, held.end_reason = timezone.now(), reason.strip()
    held.save(update_fields=["ended_at", "end_reason"])
    close_duties(REVIEW_HOLD, of=clue, by=by)
