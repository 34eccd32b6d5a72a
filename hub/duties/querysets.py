"""What waits for a person: one question for the inbox, its count and its order."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q

from hub.access.querysets import reader_of


class DutyQuerySet(models.QuerySet[Any]):
    def open(self) -> Self:
        return self.filter(closed_at__isnull=True)

    def held_by(self, person: Any) -> Self:
        """Duties addressed to the person by name or to one of their posts of today."""
        reader = reader_of(person)
        if reader.reads_nothing:
            return self.none()
        return self.filter(Q(person_id=reader.person_id) | Q(group_id__in=reader.group_ids))

    def overdue(self, now: datetime) -> Self:
        return self.open().filter(due_at__lt=now)

    def about(self, row: models.Model) -> Self:
        return self.filter(of_label=row._meta.label_lower, of_id=row.pk)

    def behind(self, pk: int) -> Self:
        """Those that come after this duty in the order of urgency, whether or not it is still open."""
        duty = self.model.objects.filter(pk=pk).first()
        if duty is None:
            return self.none()
        undated = Q(due_at__isnull=True)
        if duty.due_at is None:
            return self.filter(undated, pk__gt=pk)
        return self.filter(undated | Q(due_at__gt=duty.due_at) | Q(due_at=duty.due_at, pk__gt=pk))

    def by_urgency(self) -> Self:
        return self.order_by(models.F("due_at").asc(nulls_last=True), "pk")
