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

from accounts.models import Person, Post, PostGroup, Unit
from accounts.terms import Role
from hub.approvals.actions.turn import Turn, holders_of_seats
from hub.approvals.hand import Hand
from hub.approvals.models import Seat, Step
from hub.approvals.present import Holder, Present
from hub.approvals.terms import SeatState, StepKind

# Seats whose holders do not sign there any more.
_LEFT = (SeatState.HANDED_OVER, SeatState.TAKEN_BACK, SeatState.SENT_BACK, SeatState.CANCELLED)


@dataclass(slots=True)
class Succession:
    """What became of the open seats. taken: (seat given up, seat in its place). given_back: claimed by
    somebody who is recused, and free again, with the key of that person. blocked: nobody may sign."""

    taken: list[tuple[Seat, Seat]] = field(default_factory=list)
    given_back: list[tuple[Seat, int]] = field(default_factory=list)
    blocked: list[Seat] = field(default_factory=list)


def succeed(turn: Turn, step: Step) -> Succession:
    """Give open seats for which nobody acts to whoever comes next. Nobody is asked yet."""
    found = Succession()
    seats = turn.hand.open_seats(step)
    present = turn.present(holders_of_seats(seats))
    for seat in seats:
        claimed = seat.claimed_by_id
        if claimed is not None and not _fits(turn, step, present, ("person", claimed)):
            found.given_back.append((seat, claimed))
            seat.claimed_by = None
            seat.save(update_fields=["claimed_by"])
        if not _given_up(turn, seat, present):
            continue
        taker = _taker(turn, seat)
        if taker is None:
            found.blocked.append(seat)
        else:
            found.taken.append((seat, put_in_place(turn.hand, seat, taker)))
    return found


def _given_up(turn: Turn, seat: Seat, present: Present) -> bool:
    """Whether its holders are all recused, hold no post any more, or lost the part they were asked for."""
    part = seat.step.part
    if part and seat.person_id not in turn.purpose.people_of(turn.row, part):
        return True
    gone = present.recused(seat.holder) or not present.staffed(seat.holder)
    return gone and not _fits(turn, seat.step, present, seat.holder)


def put_in_place(hand: Hand, seat: Seat, to: int, *, by: Person | None = None, note: str = "") -> Seat:
    """The seat goes over to a seat of the other person."""
    hand.change([seat], SeatState.HANDED_OVER)
    return hand.set_out([Seat(step=seat.step, place=seat.place, person_id=to, handed_by=by, note=note)])[0]


def _taker(turn: Turn, seat: Seat) -> int | None:
    """The first of whoever comes next who sits in the step not yet."""
    sitting = {each.person_id for each in turn.hand.seats_of(seat.step) if each.state not in _LEFT}
    for holder in _successors(turn, seat):
        for each in turn.present([holder]).readers(holder):
            if each.pk not in sitting and _signs(turn, seat.step, each.pk):
                return each.pk
    return None


def _successors(turn: Turn, seat: Seat) -> Iterator[Holder]:
    step, row, purpose = seat.step, turn.row, turn.purpose
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
    posts = Post.objects.valid().filter(person=seat.person_id)
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


def _fits(turn: Turn, step: Step, present: Present, holder: Holder) -> bool:
    return any(_signs(turn, step, each.pk) for each in present.readers(holder))


def _signs(turn: Turn, step: Step, person: int) -> bool:
    """The initiator revises and signs nothing."""
    return step.kind == StepKind.REVISE or person != turn.approval.initiator_id
