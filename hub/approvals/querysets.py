"""Which chains are in force, which approvals and seats concern somebody."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from viewflow.workflow.managers import ProcessQuerySet

from hub.access.querysets import reader_of


class ChainQuerySet(models.QuerySet[Any]):
    def in_force(self, code: str, day: date | None = None) -> Self:
        """Versions of the chain in force on the day, the newest first."""
        day = day or timezone.localdate()
        ends = Q(to_on__isnull=True) | Q(to_on__gte=day)
        return self.filter(ends, code=code, from_on__lte=day).order_by("-version")


class ApprovalQuerySet(ProcessQuerySet):  # type: ignore[misc]
    def about(self, row: models.Model) -> Self:
        """Approvals of one row, newest first. Ask only for a row that is visible."""
        return self.filter(of_label=row._meta.label_lower, of_id=row.pk).order_by("-pk")


class SeatQuerySet(models.QuerySet[Any]):
    def open(self) -> Self:
        return self.filter(state="open")

    def in_open_step(self, approval: models.Model) -> Self:
        """Open seats of the step the approval stands at."""
        seats = self.open().filter(step__approval=approval, step__state="open")
        return seats.select_related("step__approval")

    def to_revise(self) -> Self:
        """Seats that ask for a revision, not for a signature."""
        return self.filter(step__kind="revise")

    def held_by(self, person: Any) -> Self:
        """Seats the person may take: by name, or through a post of today."""
        reader = reader_of(person)
        return self.filter(Q(person_id=reader.person_id) | Q(group_id__in=reader.group_ids))
