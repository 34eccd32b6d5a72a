"""How an approval went so far: its steps, seats and signatures and what was said beside, by one question."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.contrib.auth.models import Group
from django.db.models import F
from django.utils import timezone

from accounts.models import directory
from hub.approvals.models import (
    Absence,
    Approval,
    Copy,
    Question,
    Seat,
    Signature,
    Snapshot,
    Step,
    Urge,
)
from hub.kernel.prepared import DAY, ROW
from hub.kernel.sets import Asked, Sets, tie


@dataclass(frozen=True, slots=True)
class Course:
    """steps: in the order of time, those not reached yet last. seats: each with its step, and its signature
    where it has one. Whoever holds a seat by name has `away_now`, the absences of today. questions: of
    everybody, so never to be shown as they are."""

    steps: list[Step]
    seats: list[Seat]
    copies: list[Copy]
    urges: list[Urge]
    questions: list[Question]

    def seats_of(self, step: Step) -> list[Seat]:
        return [seat for seat in self.seats if seat.step_id == step.pk]


def course_of(approval: Approval) -> Course:
    """Read once for each instance of an approval: for its pages, never for what an action goes by."""
    if approval.course is None:
        found = _question().rows({ROW: approval.pk, DAY: timezone.localdate()})
        approval.course = _course(approval, found)
    course: Course = approval.course
    return course


def _course(approval: Approval, found: Mapping[Hashable, list[Any]]) -> Course:
    by_key = {name: {row.pk: row for row in rows} for name, rows in found.items()}
    for step in found["steps"]:
        tie(step, "approval", approval)
    for seat in found["seats"]:
        tie(seat, "step", by_key["steps"][seat.step_id])
        _seat_somebody(seat, found["absences"])
        tie(seat, "signature", None)
    for signature in found["signatures"]:
        seat = by_key["seats"][signature.seat_id]
        tie(seat, "signature", signature)
        tie(signature, "seat", seat)
        tie(signature, "snapshot", by_key["snapshots"][signature.snapshot_id])
        tie(signature, "same_as", by_key["signatures"].get(signature.same_as_id))
    for urge in found["urges"]:
        tie(urge, "step", by_key["steps"][urge.step_id])
    told = {name: found[name] for name in ("steps", "seats", "copies", "urges", "questions")}
    return Course(**told)


def _seat_somebody(seat: Seat, absences: list[Absence]) -> None:
    """What is told of whoever holds it."""
    if seat.person is not None:
        seat.person.away_now = [each for each in absences if each.person_id == seat.person_id]  # type: ignore[attr-defined]
        return
    assert seat.group_id is not None
    held = directory().groups[seat.group_id]
    group = Group(pk=held.pk, name=held.name)
    tie(group, "postgroup", held)
    tie(seat, "group", group)


@cache
def _question() -> Sets:
    seats = Seat.objects.filter(step__approval=ROW)
    steps = Step.objects.filter(approval=ROW)
    away = Absence.objects.in_force(DAY).filter(person__in=seats.values("person"))
    asked = {
        "steps": (steps.order_by(F("opened_at").asc(nulls_last=True), "position"), ["added_by"]),
        "seats": (seats.order_by("pk"), ["person", "claimed_by", "handed_by"]),
        "signatures": (
            Signature.objects.filter(seat__step__approval=ROW).order_by("pk"),
            ["person", "on_behalf_of"],
        ),
        "snapshots": (Snapshot.objects.filter(approval=ROW), []),
        "absences": (away.order_by("pk"), []),
        "copies": (Copy.objects.filter(approval=ROW), ["person", "by"]),
        "urges": (Urge.objects.filter(step__approval=ROW), ["by"]),
        "questions": (Question.objects.filter(approval=ROW), ["by", "to"]),
    }
    return Sets({name: Asked(rows, along) for name, (rows, along) in asked.items()})
