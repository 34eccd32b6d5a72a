"""Which chains are in force, who is away, which approvals and seats concern somebody."""

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
        """Released versions of the chain in force on the day, the newest first."""
        day = day or timezone.localdate()
        ends = Q(to_on__isnull=True) | Q(to_on__gte=day)
        return self.filter(ends, code=code, from_on__lte=day, draft=False).order_by("-version")


class AbsenceQuerySet(models.QuerySet[Any]):
    def in_force(self, day: date | None = None) -> Self:
        """Absences of the day (today) that were not ended early."""
        day = day or timezone.localdate()
        return self.filter(from_on__lte=day, to_on__gte=day, ended_at__isnull=True)

    def not_passed(self) -> Self:
        """Absences of today and of days to come that were not ended early."""
        return self.filter(to_on__gte=timezone.localdate(), ended_at__isnull=True)

    def covering(self, purpose: str) -> Self:
        """Absences whose proxy may sign for that purpose."""
        return self.filter(Q(purposes=[]) | Q(purposes__contains=[purpose]))


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
        """Seats the person may take: by name, through a post of today, or for somebody who is away, except
        where that is asked of whoever has a part in the matter."""
        mine = _held(person)
        for absence in person.stands_in.in_force().select_related("person"):
            theirs = _held(absence.person) & Q(step__part="")
            if absence.purposes:
                theirs &= Q(step__approval__purpose__in=absence.purposes)
            mine |= theirs
        return self.filter(mine)

    def held_in_person(self, person: Any) -> Self:
        """Seats that are the person's own, not those they would take for somebody else."""
        return self.filter(_held(person))


def _held(person: Any) -> Q:
    """By name or through a group of which nobody else has claimed the seat."""
    reader = reader_of(person)
    free = Q(claimed_by__isnull=True) | Q(claimed_by_id=reader.person_id)
    return Q(person_id=reader.person_id) | (Q(group_id__in=reader.group_ids) & free)
