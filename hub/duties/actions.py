"""Opening and closing duties. Called inside the actions of the matters they belong to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.utils import timezone

from hub.duties.kinds import DutyKind
from hub.duties.models import Duty
from hub.rules.deadlines import due


@dataclass(frozen=True, slots=True)
class Until:
    """When something is due; certain: False where it was counted through a year without a calendar."""

    at: datetime | None
    certain: bool = True


def open_duty(
    kind: DutyKind,
    *,
    of: models.Model,
    person: Any | None = None,
    group_id: int | None = None,
    due_at: Any | None = None,
    ref: int | None = None,
) -> Duty:
    """Let something wait for a person or for a group. As `open_duties`, for one holder."""
    people, groups = ([person.pk] if person else []), ([group_id] if group_id else [])
    until = Until(due_at) if due_at is not None else None
    return open_duties(kind, of=of, people=people, groups=groups, until=until, ref=ref)[0]


def open_duties(
    kind: DutyKind,
    *,
    of: models.Model,
    people: Iterable[int] = (),
    groups: Iterable[int] = (),
    until: Until | None = None,
    ref: int | None = None,
) -> list[Duty]:
    """Let something wait for people and groups, by key. Without `until` the kind's own rule sets it.

    Raises UnknownDeadline when that rule has no row in force today.
    """
    now = timezone.now()
    if until is None and kind.deadline:
        reckoned = due(kind.deadline, now)
        until = Until(reckoned.at, reckoned.certain)
    until = until or Until(None)
    here = {"kind": kind.code, "of_label": of._meta.label_lower, "of_id": of.pk, "ref": ref}
    times = {"opened_at": now, "due_at": until.at, "due_certain": until.certain}
    held = [*(Duty(**here, **times, group_id=pk) for pk in groups)]
    held += [Duty(**here, **times, person_id=pk) for pk in people]
    return Duty.objects.bulk_create(held)


def put_off_duties(kind: DutyKind, *, of: models.Model, due_at: datetime, certain: bool) -> int:
    """The open duties of this kind are due on this day; who was reminded of another is reminded anew."""
    open_ones = Duty.objects.open().about(of).filter(kind=kind.code)
    return open_ones.update(due_at=due_at, due_certain=certain, reminded=0)


def reopen_duties(keys: list[int]) -> int:
    """Let wait again what an undone action had closed, as if it had never been closed."""
    return Duty.objects.filter(pk__in=keys).update(closed_at=None, closed_by=None)


def close_duties(
    kind: DutyKind | None, *, of: models.Model, by: Any | None, holder: models.Q | None = None, **more: Any
) -> int:
    """Close the open duties of a matter (of one kind, of some holders); returns how many were open."""
    duties = Duty.objects.open().about(of).filter(holder or models.Q(), **more)
    if kind is not None:
        duties = duties.filter(kind=kind.code)
    return duties.update(closed_at=timezone.now(), closed_by=by)
