"""Hand-overs: pushing a clue to its unit, signing for it or returning it, naming the handlers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person, Unit
from accounts.terms import Role
from clues.clue.actions import ask_heads, ask_managers, save
from clues.clue.flow import ClueFlow
from clues.clue.handlers import HANDLERS, eligible_handlers
from clues.clue.kinds import For
from clues.clue.models.clues import Assignment, Clue
from clues.custody.kinds import ASSIGN, SIGN_FOR, Kind
from clues.custody.models import Custody
from clues.holders import RECEIVING, groups_in
from clues.related.actions import look_for_related
from clues.routing.kinds import PROPOSE, PUSH
from clues.timing.actions.asking import ask_handlers
from clues.timing.actions.due_dates import start_time
from clues.timing.kinds import OPINION
from clues.timing.terms import Awaited
from coordination.models import Mission
from hub.access.grants import Holders, grant, revoke
from hub.access.readers import readers_of
from hub.duties.actions import close_duties, open_duties
from hub.events.actions import record
from hub.kernel.errors import Invalid, demand_reason
from hub.kernel.transitions import enter, locked


def push_clue(number: str, *, by: Person, note: str = "") -> Clue:
    """Give an approved clue to its unit. An inspection team's access ends with its round."""
    with locked(Clue.objects.visible_to(by), number=number) as clue:
        enter(ClueFlow(clue).push, by=by)
        save(clue)
        receiving = groups_in(clue.target, *RECEIVING)
        until = _mission_end(clue.target)
        for rows in ([clue], clue.letters.all()):
            grant(rows, receiving, purpose=For.PUSHED, by=by, expires_at=until)
        custody = Custody.objects.create(
            clue=clue, from_unit=clue.holder, to_unit=clue.target, given_by=by, note=note
        )
        close_duties(PUSH, of=clue, by=by)
        open_duties(SIGN_FOR, of=clue, groups=groups_in(clue.target, Role.CUSTODIAN).groups)
        data = {"unit": clue.target.code, "custody": custody.pk}
        record(Kind.CLUE_PUSHED, by=by, of=clue, to=readers_of(clue), data=data)
        return clue


def sign_clue(number: str, *, by: Person) -> Clue:
    """The custodian signs for the clue: custody passes, and the month for the opinion begins."""
    with locked(Clue.objects.visible_to(by), number=number) as clue:
        enter(ClueFlow(clue).sign, by=by)
        now = timezone.now()
        clue.holder, clue.target = clue.target, None
        start_time(clue, Awaited.OPINION, str(OPINION.deadline), by=by)
        save(clue)
        _open_custody(clue).update(received_by=by, received_at=now)
        close_duties(SIGN_FOR, of=clue, by=by)
        ask_heads(ASSIGN, clue)
        look_for_related(clue.subject)
        record(Kind.CLUE_SIGNED, by=by, of=clue, to=readers_of(clue), data={"unit": clue.holder.code})
        return clue


def return_clue(number: str, *, by: Person, reason: str) -> Clue:
    """The custodian sends the clue back to case management; the unit's access ends. A reason is required."""
    with locked(Clue.objects.visible_to(by), number=number) as clue:
        enter(ClueFlow(clue).return_, by=by)
        demand_reason(reason)
        unit, clue.target = clue.target, None
        save(clue)
        custody = _open_custody(clue).get()
        custody.received_by, custody.returned_at, custody.return_reason = by, timezone.now(), reason.strip()
        custody.save(update_fields=["received_by", "returned_at", "return_reason"])
        close_duties(SIGN_FOR, of=clue, by=by)
        told = readers_of(clue)
        receiving = groups_in(unit, *RECEIVING)
        revoke([clue], receiving, by=by)
        revoke(clue.letters.all(), receiving, by=by)
        ask_managers(PROPOSE, clue)
        data = {"unit": unit.code, "custody": custody.pk}
        record(Kind.CLUE_RETURNED, by=by, of=clue, to=told, data=data)
        return clue


def assign_handlers(number: str, *, handlers: Sequence[Person], by: Person) -> Clue:
    """The head names two handlers of the unit, who get to read the clue and its letters.

    Raises Invalid for another number, for somebody not of the unit, not cleared, or recused.
    """
    with locked(Clue.objects.visible_to(by), number=number) as clue:
        enter(ClueFlow(clue).assign, by=by)
        _check_handlers(clue, handlers)
        name_handlers(clue, handlers, by=by)
        save(clue)
        close_duties(ASSIGN, of=clue, by=by)
        ask_handlers(OPINION, clue)
        record(Kind.CLUE_ASSIGNED, by=by, of=clue, to=readers_of(clue))
        return clue


def name_handlers(clue: Clue, handlers: Sequence[Person], *, by: Person) -> None:
    """They get to read the clue and its letters; of an inspection team, until the end of its round."""
    Assignment.objects.bulk_create(
        Assignment(clue=clue, person=handler, assigned_by=by) for handler in handlers
    )
    named = Holders(people=[handler.pk for handler in handlers])
    until = _mission_end(clue.holder)
    for rows in ([clue], clue.letters.all()):
        grant(rows, named, purpose=For.HANDLED, by=by, expires_at=until)


def _check_handlers(clue: Clue, handlers: Sequence[Person]) -> None:
    chosen = {handler.pk for handler in handlers}
    if len(chosen) != HANDLERS:
        raise Invalid({"handlers": [_("Please name two different handlers.")]})
    eligible = {person.pk for person in eligible_handlers(clue).offered}
    if not chosen <= eligible:
        raise Invalid({"handlers": [_("Somebody chosen is not available for this clue.")]})


def _open_custody(clue: Clue):  # type: ignore[no-untyped-def]
    return Custody.objects.filter(clue=clue, received_at=None, returned_at=None)


def _mission_end(unit: Unit) -> datetime | None:
    """When an inspection team's access ends: with the last day of its running round."""
    mission = (
        Mission.objects.running().filter(team=unit).order_by("-round__to_on").select_related("round").first()
    )
    if mission is None:
        return None
    return timezone.make_aware(datetime.combine(mission.round.to_on, time.max))
