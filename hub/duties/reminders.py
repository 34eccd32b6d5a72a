"""Reminders: two thirds of the time gone, the due day begun, the time run out. Each once per duty."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import Case, DateTimeField, ExpressionWrapper, F, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hub.access.readers import readers_of
from hub.duties.models import Duty
from hub.events.actions import record
from hub.events.kinds import EventKinds, event_kinds
from hub.kernel.acting import action
from hub.kernel.working_time import REMIND_AT


@event_kinds
class Reminder(EventKinds):
    """In the order of the stages that `Duty.reminded` counts from 1."""

    TWO_THIRDS = "duty.two_thirds", _("Two thirds of the time have passed")
    DUE_TODAY = "duty.due_today", _("Due today")
    OVERDUE = "duty.overdue", _("Overdue")


STAGES = list(Reminder)


def remind(now: datetime | None = None) -> int:
    """Bring every open duty to the stage it has reached and tell its holders; returns how many moved.

    A duty goes straight to its latest stage: nobody is told today of what was true yesterday. Any number of
    workers may do this at once, each duty is moved by one of them, in a transaction of its own.
    """
    now = now or timezone.now()
    return sum(_move(pk, now) for pk in list(_behind(now).values_list("pk", flat=True)))


def _behind(now: datetime) -> models.QuerySet[Any]:
    """Open duties whose stage is further than what their holders were told."""
    tomorrow = timezone.make_aware(datetime.combine(timezone.localdate(now) + timedelta(days=1), time.min))
    whole = F("due_at") - F("opened_at")
    two_thirds = F("opened_at") + whole * REMIND_AT.numerator / REMIND_AT.denominator
    stage = Case(
        When(due_at__lt=now, then=Value(3)),
        When(due_at__lt=tomorrow, then=Value(2)),
        When(warned_at__lte=now, then=Value(1)),
        default=Value(0),
    )
    duties = Duty.objects.open().annotate(warned_at=ExpressionWrapper(two_thirds, DateTimeField()))
    return duties.annotate(stage=stage).filter(stage__gt=F("reminded")).order_by("due_at", "pk")


@action()
def _move(pk: int, now: datetime) -> bool:
    """Move one duty on; False when it is in other hands, or another worker was quicker."""
    duty = _behind(now).select_for_update(of=("self",), skip_locked=True).filter(pk=pk).first()
    if duty is None:
        return False
    Duty.objects.filter(pk=pk).update(reminded=duty.stage)
    matter = apps.get_model(duty.of_label)._base_manager.get(pk=duty.of_id)
    told = set(readers_of(matter)) & set(_holders(duty))
    record(STAGES[duty.stage - 1], by=None, of=matter, to=told, data={"duty": duty.pk, "kind": duty.kind})
    return True


def _holders(duty: Duty) -> Iterator[int]:
    """Primary keys of the people it waits for: one by name, or all who hold a post of the group today."""
    if duty.person_id is not None:
        yield duty.person_id
    else:
        people = get_user_model().objects.holding(group=duty.group_id)
        yield from people.values_list("pk", flat=True)
