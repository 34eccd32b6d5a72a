"""Opening and closing duties. Called inside the actions of the matters they belong to."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models
from django.utils import timezone

from hub.duties.kinds import DutyKind
from hub.duties.models import Duty
from hub.rules.deadlines import due


def open_duty(
    kind: DutyKind,
    *,
    of: models.Model,
    person: Any | None = None,
    group_id: int | None = None,
    due_at: Any | None = None,
    ref: int | None = None,
) -> Duty:
    """Let something wait for a person or for a group. Without `due_at` the kind's own rule sets it.

    Raises UnknownDeadline when that rule has no row in force today.
    """
    now, certain = timezone.now(), True
    if due_at is None and kind.deadline:
        reckoned = due(kind.deadline, now)
        due_at, certain = reckoned.at, reckoned.certain
    return Duty.objects.create(
        kind=kind.code,
        of_label=of._meta.label_lower,
        of_id=of.pk,
        ref=ref,
        person=person,
        group_id=group_id,
        opened_at=now,
        due_at=due_at,
        due_certain=certain,
    )


def put_off_duties(kind: DutyKind, *, of: models.Model, due_at: datetime, certain: bool) -> int:
    """The open duties of this kind are due on this day; who was reminded of another is reminded anew."""
    open_ones = Duty.objects.open().about(of).filter(kind=kind.code)
    return open_ones.update(due_at=due_at, due_certain=certain, reminded=0)


def reopen_duties(keys: list[int]) -> int:
    """Let wait again what an undone action had closed, as if it had never been closed."""
    return Duty.objects.filter(pk__in=keys).update(closed_at=None, closed_by=None)


def close_duties(kind: DutyKind | None, *, of: models.Model, by: Any | None, **holder: Any) -> int:
    """Close the open duties of a matter (of one kind, of one holder); returns how many were open."""
    duties = Duty.objects.open().about(of).filter(**holder)
    if kind is not None:
        duties = duties.filter(kind=kind.code)
    return duties.update(closed_at=timezone.now(), closed_by=by)
