"""Who signs in the place of those who are recused, or who are not there any more. A step is never passed over
because of it.

First whom the chain names as fallback, then whom it names for escalation. In the place of a principal leader
only the principal leader of another unit signs, whom the chain names or who stands above in the tree of
units: the recusal of a principal leader is for the superior (监察法实施条例 art. 296). Where those with a
part in the matter sign, whoever has that part now signs in the place of one who has it no more.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from accounts.models import Person, Post, PostGroup, Unit
from accounts.terms import Role
from hub.access.readers import party_keys
from hub.approvals.models import Seat, Step
from hub.approvals.purposes import Purpose
from hub.approvals.signers import Holder, recused, staffed
from hub.approvals.terms import SeatState, StepKind

# Seats whose holders do not sign there any more.
_LEFT = (SeatState.HANDED_OVER, SeatState.TAKEN_BACK, SeatState.SENT_BACK, SeatState.CANCELLED)


@dataclass(slots=True)
class Succession:
    """What became of the open seats. taken: (seat given up, seat in its place). given_back: claimed by
    somebody who is recused, and free again. blocked: nobody may sign."""

    taken: list[tuple[Seat, Seat]] = field(default_factory=list)
    given_back: list[tuple[Seat, Person]] = field(default_factory=list)
    blocked: list[Seat] = field(default_factory=list)


def succeed(step: Step, row: Any, purpose: Purpose) -> Succession:
    """Give open seats for which nobody acts to whoever comes next. Nobody is asked yet."""
    found = Succession()
    for seat in step.seats.open().select_related("group__postgroup__unit", "claimed_by"):
        seat.step = step
        if seat.claimed_by is not None and not _fits(("person", seat.claimed_by_id), step, row):
            found.given_back.append((seat, seat.claimed_by))
            seat.claimed_by = None
            seat.save(update_fields=["claimed_by"])
        if not _given_up(seat, row, purpose):
            continue
        taker = _taker(seat, row, purpose)
        if taker is None:
            found.blocked.append(seat)
        else:
            found.taken.append((seat, put_in_place(seat, taker)))
    return found


def _given_up(seat: Seat, row: Any, purpose: Purpose) -> bool:
    """Whether its holders are all recused, hold no post any more, or lost the part they were asked for."""
    part = seat.step.part
    if part and seat.person_id not in purpose.people_of(row, part):
        return True
    gone = recused(seat.holder, row) or not staffed(seat.holder)
    return gone and not _fits(seat.holder, seat.step, row)


def put_in_place(seat: Seat, to: Person, *, by: Person | None = None, note: str = "") -> Seat:
    """The seat's task, where it has one yet, goes over to a seat of the other person."""
    task, seat.task, seat.state = seat.task, None, SeatState.HANDED_OVER
    seat.save(update_fields=["state", "task"])
    return Seat.objects.create(
        step=seat.step, place=seat.place, person=to, task=task, handed_by=by, note=note
    )


def _taker(seat: Seat, row: Any, purpose: Purpose) -> Person | None:
    for holder in _successors(seat, row, purpose):
        taken = seat.step.seats.exclude(state__in=_LEFT).filter(person__isnull=False).values("person")
        person = _readers(holder, seat.step, row).exclude(pk__in=taken).order_by("pk").first()
        if person is not None:
            return person
    return None


def _successors(seat: Seat, row: Any, purpose: Purpose) -> Iterator[Holder]:
    step = seat.step
    named: list[Holder] = [(side, pk) for side, pk in (*step.fallback_holders, *step.escalation_holders)]
    led = _led_by(seat)
    if step.part:
        yield from (("person", pk) for pk in purpose.people_of(row, step.part))
    elif step.kind == StepKind.REVISE:
        yield from purpose.revisers(row)
    elif step.added_by_id is not None:
        yield ("person", step.added_by_id)
    elif led:
        leaders = PostGroup.objects.filter(role=Role.PRINCIPAL_LEADER).exclude(unit__in=led)
        others = set(leaders.values_list("pk", flat=True))
        yield from (holder for holder in named if holder[0] == "group" and holder[1] in others)
        yield from _above(led)
    else:
        yield from named


def _led_by(seat: Seat) -> list[int]:
    """The units whose principal leader holds the seat."""
    led = PostGroup.objects.filter(role=Role.PRINCIPAL_LEADER)
    posts = Post.objects.valid().filter(person=seat.person)
    held = led.filter(pk=seat.group_id) if seat.group_id else led.filter(posts__in=posts)
    return list(held.values_list("unit", flat=True))


def _above(units: list[int]) -> Iterator[Holder]:
    """The principal leaders of the units above, the nearest first."""
    for at in Unit.objects.filter(pk__in=units).select_related("parent"):
        above = at.parent
        while above is not None:
            groups = PostGroup.objects.filter(unit=above, role=Role.PRINCIPAL_LEADER)
            yield from (("group", pk) for pk in groups.values_list("pk", flat=True))
            above = above.parent


def _fits(holder: Holder, step: Step, row: Any) -> bool:
    return _readers(holder, step, row).exists()


def _readers(holder: Holder, step: Step, row: Any) -> Any:
    """Who of the holder may read the row and sign; the initiator revises and signs nothing."""
    side, pk = holder
    groups, named = ([pk], []) if side == "group" else ([], [pk])
    people = Person.objects.reading(
        groups=groups, named=named, rank=row.classification_id, keys=party_keys(row)
    )
    return people if step.kind == StepKind.REVISE else people.exclude(pk=step.approval.initiator_id)
