"""Who is asked to sign: seats, their proxies, and who comes in the place of the recused."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from accounts.models import Person
from hub.access.grants import Holders, grant
from hub.access.readers import party_keys
from hub.approvals.actions.succession import succeed
from hub.approvals.actions.turn import Turn
from hub.approvals.kinds import ADVISE, BLOCKED, PROXY, REVISE, SIGN, Kind
from hub.approvals.models import Absence, Seat, Step
from hub.approvals.signers import possible_readers
from hub.approvals.terms import StepKind
from hub.duties.actions import close_duties, open_duty
from hub.duties.models import Duty

_DUTIES = {StepKind.SIGN: SIGN, StepKind.ADVISE: ADVISE, StepKind.REVISE: REVISE}


def ask(turn: Turn, step: Step | None, seats: list[Seat] | None = None) -> None:
    """Let who holds the step's open seats, and their proxies, read the row; give them duty and notice."""
    if step is None:
        return
    seats = list(step.seats.open()) if seats is None else seats
    groups = [seat.group_id for seat in seats if seat.group_id]
    people = [seat.person_id for seat in seats if seat.person_id]
    standing_in = {} if step.part else proxies_for(turn, groups, people)
    # Who signs in their own name here needs no second grant and no second duty as somebody's proxy.
    proxies = {pk: until for pk, until in standing_in.items() if pk not in people}
    grant([turn.row], Holders(groups, people), purpose=turn.purpose.code, by=turn.doer)
    for proxy, until in proxies.items():
        let_proxy_read(turn, proxy, until)
    for seat in seats:
        give_duty(turn, step, person_id=seat.person_id, group_id=seat.group_id)
    for proxy in proxies:
        give_duty(turn, step, person_id=proxy)
    asked = readers_among(turn, groups, [*people, *proxies])
    turn.note(Kind.SIGNATURE_ASKED, to=asked, step=step)


def give_duty(turn: Turn, step: Step, *, person_id: int | None = None, group_id: int | None = None) -> bool:
    """Let the step wait for a holder; False where it waits for them already."""
    kind = _DUTIES[StepKind(step.kind)]
    waiting = Duty.objects.open().about(turn.row).filter(kind=kind.code, ref=turn.approval.pk)
    if waiting.filter(person_id=person_id, group_id=group_id).exists():
        return False
    here = {"of": turn.row, "due_at": step.due_at, "ref": turn.approval.pk}
    open_duty(kind, **here, person=Person(pk=person_id) if person_id else None, group_id=group_id)
    return True


def proxies_for(turn: Turn, groups: list[int], people: list[int]) -> dict[int, datetime]:
    """Who stands in today for the named people, or for members of the groups, and may read the row; each
    with the moment until which. Nobody stands in for somebody who is recused."""
    until: dict[int, datetime] = {}
    for absence in _away(turn, readers_among(turn, groups, people)):
        until[absence.proxy_id] = max(absence.until, until.get(absence.proxy_id, absence.until))
    return {proxy: until[proxy] for proxy in able_proxies(turn, until)}


def able_proxies(turn: Turn, proxies: Iterable[int]) -> list[int]:
    """Of these, who may read the row in another's place: a proxy is of the row's circle like everybody to
    whom it is passed on."""
    able = possible_readers(turn.purpose, turn.row).filter(pk__in=list(proxies))
    return list(able.values_list("pk", flat=True))


def _away(turn: Turn, people: Iterable[int]) -> Iterable[Absence]:
    away = Absence.objects.in_force().covering(turn.approval.purpose).filter(person__in=list(people))
    return away.exclude(proxy=turn.approval.initiator)


def let_proxy_read(turn: Turn, proxy: int, until: datetime) -> None:
    """A proxy reads the row for as long as the absence lasts, and no longer."""
    grant([turn.row], Holders(people=[proxy]), purpose=PROXY, by=turn.doer, expires_at=until)


def readers_among(turn: Turn, groups: list[int], people: list[int]) -> list[int]:
    """Of these, who is cleared for the row and not recused from it."""
    readers = Person.objects.reading(
        groups=groups, named=people, rank=turn.row.classification_id, keys=party_keys(turn.row)
    )
    return list(readers.order_by("pk").values_list("pk", flat=True))


def close_seat_duties(turn: Turn, seat: Seat) -> None:
    """What waited for the seat's holder and their proxies waits no more."""
    close_duties(None, of=turn.row, by=turn.by, ref=turn.approval.pk, person=seat.person, group=seat.group)
    _dismiss_proxies(turn, seat)


def _dismiss_proxies(turn: Turn, seat: Seat) -> None:
    side, pk = seat.holder
    members = Person.objects.holding(group=pk).values_list("pk", flat=True) if side == "group" else [pk]
    for absence in _away(turn, members):
        close_duties(None, of=turn.row, by=turn.by, ref=turn.approval.pk, person_id=absence.proxy_id)


def settle_succession(turn: Turn, step: Step) -> list[Seat]:
    """Seats of the recused go to whoever comes next, or wait for the matter's stewards.

    Gives the seats that are to be asked because of it.
    """
    found = succeed(step, turn.row, turn.purpose)
    for _seat, person in found.given_back:
        close_seat_duties(turn, Seat(step=step, person=person))
    for seat, _taken in found.taken:
        close_seat_duties(turn, seat)
    for seat in found.blocked:
        _dismiss_proxies(turn, seat)
    if found.taken:
        turn.note(Kind.SUCCEEDED, step=step, seats=[taken.pk for _seat, taken in found.taken])
    _tell_stewards(turn, step, blocked=bool(found.blocked))
    return [taken for _seat, taken in found.taken] + [seat for seat, _person in found.given_back]


def _tell_stewards(turn: Turn, step: Step, *, blocked: bool) -> None:
    """What nobody may sign waits for the stewards, and no longer than that."""
    here = {"of": turn.row, "ref": turn.approval.pk}
    waiting = Duty.objects.open().about(turn.row).filter(kind=BLOCKED.code, ref=turn.approval.pk)
    if not blocked:
        close_duties(BLOCKED, **here, by=turn.doer)
    elif not waiting.exists():
        groups = list(turn.purpose.stewards(turn.row))
        for group in groups:
            open_duty(BLOCKED, **here, group_id=group)
        turn.note(Kind.BLOCKED, to=readers_among(turn, groups, []), step=step)
