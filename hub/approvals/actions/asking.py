"""Who is asked to sign: seats, their proxies, and who comes in the place of the recused."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import Q

from accounts.models import Person
from hub.access.grants import Holders, grant
from hub.approvals.actions.succession import succeed
from hub.approvals.actions.turn import Turn, holders_of_seats
from hub.approvals.kinds import ADVISE, BLOCKED, PROXY, REVISE, SIGN, Kind
from hub.approvals.models import Absence, Seat, Step
from hub.approvals.models.absences import end_of_day
from hub.approvals.signers import possible_readers
from hub.approvals.terms import StepKind
from hub.duties.actions import Until, close_duties, open_duties
from hub.duties.models import Duty

_DUTIES = {StepKind.SIGN: SIGN, StepKind.ADVISE: ADVISE, StepKind.REVISE: REVISE}


def ask(turn: Turn, step: Step | None, seats: list[Seat] | None = None) -> None:
    """Let who holds the step's open seats, and their proxies, read the row; give them duty and notice.

    seats: of a step that was open before; without them it has just been opened, and waits for nobody yet.
    """
    if step is None:
        return
    asked = turn.hand.open_seats(step) if seats is None else seats
    groups = [seat.group_id for seat in asked if seat.group_id]
    people = [seat.person_id for seat in asked if seat.person_id]
    there = turn.present(holders_of_seats(asked)).readers(*(seat.holder for seat in asked))
    readers = [each.pk for each in there]
    standing_in = {} if step.part else proxies_for(turn, readers)
    # Who signs in their own name here needs no second grant and no second duty as somebody's proxy.
    proxies = {pk: until for pk, until in standing_in.items() if pk not in people}
    grant([turn.row], Holders(groups, people), purpose=turn.purpose.code, by=turn.doer)
    for proxy, until in proxies.items():
        let_proxy_read(turn, proxy, until)
    give_duties(turn, step, people=[*people, *proxies], groups=groups, fresh=seats is None)
    turn.note(Kind.SIGNATURE_ASKED, to=[*readers, *proxies], step=step)


def give_duties(
    turn: Turn,
    step: Step,
    *,
    people: Iterable[int] = (),
    groups: Iterable[int] = (),
    fresh: bool = False,
) -> int:
    """Let the step wait for holders for whom it does not wait yet; returns for how many that is new.

    fresh: it waits for nobody.
    """
    kind = _DUTIES[StepKind(step.kind)]
    known: set[tuple[int | None, int | None]] = set()
    if not fresh:
        waiting = Duty.objects.open().about(turn.row).filter(kind=kind.code, ref=turn.approval.pk)
        known = set(waiting.values_list("person", "group"))
    people = [pk for pk in dict.fromkeys(people) if (pk, None) not in known]
    groups = [pk for pk in dict.fromkeys(groups) if (None, pk) not in known]
    until = Until(step.due_at) if step.due_at else None
    made = open_duties(kind, of=turn.row, people=people, groups=groups, until=until, ref=turn.approval.pk)
    return len(made)


def proxies_for(turn: Turn, readers: Iterable[int]) -> dict[int, datetime]:
    """Who stands in today for these people, who may read the row, and may read it themselves; each with the
    moment until which. Nobody stands in for somebody who is recused."""
    until: dict[int, datetime] = {}
    away = (each for person in turn.people(readers) for each in person.away)
    for absence in away:
        if absence.covers(turn.approval.purpose) and absence.proxy != turn.approval.initiator_id:
            last = end_of_day(absence.to_on)
            until[absence.proxy] = max(last, until.get(absence.proxy, last))
    return {proxy: until[proxy] for proxy in able_proxies(turn, until)} if until else {}


def able_proxies(turn: Turn, proxies: Iterable[int]) -> list[int]:
    """Of these, who may read the row in another's place: a proxy is of the row's circle like everybody to
    whom it is passed on."""
    able = possible_readers(turn.purpose, turn.row).filter(pk__in=list(proxies))
    return list(able.values_list("pk", flat=True))


def let_proxy_read(turn: Turn, proxy: int, until: datetime) -> None:
    """A proxy reads the row for as long as the absence lasts, and no longer."""
    grant([turn.row], Holders(people=[proxy]), purpose=PROXY, by=turn.doer, expires_at=until)


def readers_among(turn: Turn, groups: Iterable[int], people: Iterable[int]) -> list[int]:
    """Of these, who is cleared for the row and not recused from it."""
    holders = [*(("group", pk) for pk in groups), *(("person", pk) for pk in people)]
    return [each.pk for each in turn.present(holders).readers(*holders)]


def close_seat_duties(turn: Turn, seats: Sequence[Seat]) -> None:
    """What waited for the seats' holders and their proxies waits no more."""
    groups = [seat.group_id for seat in seats if seat.group_id]
    people = [seat.person_id for seat in seats if seat.person_id]
    theirs = Q(group__in=groups) | Q(person__in=people)
    _close(turn, theirs | _of_proxies(turn, seats))


def _dismiss_proxies(turn: Turn, seats: Sequence[Seat]) -> None:
    _close(turn, _of_proxies(turn, seats))


def _of_proxies(turn: Turn, seats: Sequence[Seat]) -> Q:
    """What waits for those who stand in for the seats' holders, or for members of the groups."""
    groups = [seat.group_id for seat in seats if seat.group_id]
    people = [seat.person_id for seat in seats if seat.person_id]
    absent = Q(person__in=people) | Q(person__in=Person.objects.holding(group__in=groups).values("pk"))
    away = Absence.objects.in_force().covering(turn.approval.purpose).filter(absent)
    return Q(person__in=away.exclude(proxy=turn.approval.initiator_id).values("proxy"))


def _close(turn: Turn, theirs: Q) -> None:
    close_duties(None, of=turn.row, by=turn.by, holder=theirs, ref=turn.approval.pk)


def set_free_of_recused(turn: Turn, step: Step) -> None:
    """Of a step that is being opened, seats of the recused go to whoever comes next, or wait for the matter's
    stewards. It waits for nobody yet."""
    found = succeed(turn, step)
    _tell_successors(turn, step, found.taken)
    if found.blocked:
        _tell_stewards(turn, step)


def settle_succession(turn: Turn, step: Step) -> list[Seat]:
    """The same of a step that is open already. Gives the seats that are to be asked because of it."""
    found = succeed(turn, step)
    for _seat, person in found.given_back:
        close_seat_duties(turn, [Seat(step=step, person_id=person)])
    if found.taken:
        close_seat_duties(turn, [seat for seat, _taken in found.taken])
    _tell_successors(turn, step, found.taken)
    if found.blocked:
        _dismiss_proxies(turn, found.blocked)
        _tell_stewards(turn, step)
    else:
        close_duties(BLOCKED, of=turn.row, by=turn.doer, ref=turn.approval.pk)
    return [taken for _seat, taken in found.taken] + [seat for seat, _person in found.given_back]


def _tell_successors(turn: Turn, step: Step, taken: list[tuple[Seat, Seat]]) -> None:
    if taken:
        turn.note(Kind.SUCCEEDED, step=step, seats=[seat.pk for _given_up, seat in taken])


def _tell_stewards(turn: Turn, step: Step) -> None:
    """What nobody may sign waits for the stewards, and no longer than that."""
    waiting = Duty.objects.open().about(turn.row).filter(kind=BLOCKED.code, ref=turn.approval.pk)
    if waiting.exists():
        return
    groups = list(turn.purpose.stewards(turn.row))
    open_duties(BLOCKED, of=turn.row, groups=groups, ref=turn.approval.pk)
    turn.note(Kind.BLOCKED, to=readers_among(turn, groups, []), step=step)
