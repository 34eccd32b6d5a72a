"""What waits for somebody's signature, all of one purpose at a time, with everything that would be signed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, Q

from accounts.models import Person
from hub.approvals.models import Approval, Seat
from hub.approvals.purposes import Line, Purpose, digest_of, purpose_of, seen_by_step
from hub.approvals.querysets import SeatQuerySet
from hub.approvals.sheets import Difference, differences_of, last_snapshots
from hub.approvals.terms import SamePerson, SeatState, StepKind
from hub.kernel.working_time import days_until

MOST = 50


@dataclass(frozen=True, slots=True)
class Item:
    """One approval that waits: its matter, the seat, and what is signed."""

    seat: Seat
    matter: Any
    lines: list[Line]
    digest: str
    differences: list[Difference]

    @property
    def approval(self) -> Approval:
        return self.seat.step.approval

    @property
    def key(self) -> str:
        """What is sent to sign exactly this content."""
        return f"{self.approval.pk}:{self.digest}"

    @property
    def days(self) -> int | None:
        return days_until(self.seat.step.due_at)


def purposes_waiting(person: Person) -> list[tuple[Purpose, int]]:
    """Each purpose with how many signatures of it wait for the person about matters they see."""
    found = []
    for code in (
        _seats(person)
        .order_by("step__approval__purpose")
        .values_list("step__approval__purpose", flat=True)
        .distinct()
    ):
        purpose = purpose_of(code)
        matters = _seats(person).filter(step__approval__purpose=code).values("step__approval__of_id")
        seen = purpose.model.objects.visible_to(person).filter(pk__in=matters).count()
        found += [(purpose, seen)] if seen else []
    return found


def items_waiting(person: Person, purpose: Purpose) -> list[Item]:
    """The most urgent first, at most MOST; those whose matter the person does not see now are left out."""
    seats = _seats(person).filter(step__approval__purpose=purpose.code)
    seats = seats.select_related("step__approval__chain", "step__approval__initiator", "step__repeats")
    one_each = {seat.step_id: seat for seat in seats.order_by(F("step__due_at").asc(nulls_last=True), "pk")}
    wanted = list(one_each.values())[:MOST]
    rows = purpose.model.objects.visible_to(person).select_related("classification")
    matters = rows.in_bulk([seat.step.approval.of_id for seat in wanted])
    shown = [seat for seat in wanted if seat.step.approval.of_id in matters]
    return _items(purpose, shown, matters)


def _items(purpose: Purpose, seats: list[Seat], matters: dict[int, Any]) -> list[Item]:
    rows = [matters[seat.step.approval.of_id] for seat in seats]
    before = last_snapshots(seats)
    items = []
    for seat, row, whole in zip(seats, rows, purpose.contents(rows) if rows else [], strict=True):
        content = seen_by_step(whole, seat.step.hidden)
        lines = purpose.lines(content)
        earlier = before.get(seat.pk)
        changed = differences_of(purpose, earlier, content) if earlier is not None else []
        items.append(Item(seat, row, lines, digest_of(content), changed))
    return items


def _seats(person: Person) -> SeatQuerySet:
    """Open seats for a signature the person may give: not of what they, or whom they act for, submitted.

    Where somebody else has to sign than before, whoever has signed at all is asked on the sheet alone.
    """
    signed = Seat.objects.filter(
        step__approval=OuterRef("step__approval"), state=SeatState.APPROVED, signature__person=person
    )
    seats = Seat.objects.open().filter(step__state="open", step__kind=StepKind.SIGN).held_by(person)
    others = Q(step__same_person=SamePerson.OTHER) & Exists(signed)
    return seats.exclude(step__approval__initiator__in=_acted_for(person)).exclude(others)


def _acted_for(person: Person) -> Iterable[int]:
    return [person.pk, *person.stands_in.in_force().values_list("person", flat=True)]
