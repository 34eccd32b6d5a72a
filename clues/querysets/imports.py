"""Adjectives of files of letters and of what became of their rows."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Count, Q

from accounts.models import PostGroup
from clues.holders import PETITION
from hub.access.querysets import reader_of


class ImportQuerySet(models.QuerySet[Any]):
    def visible_to(self, person: Any) -> Self:
        """The files of the petition offices the person registers for or heads, as far as they are cleared."""
        reader = reader_of(person)
        if reader.reads_nothing:
            return self.none()
        units = PostGroup.objects.filter(pk__in=reader.group_ids, role__in=PETITION).values("unit")
        return self.filter(unit__in=units, level__lte=reader.clearance)

    def light(self) -> Self:
        """Without the file, which may be 40 MB sealed."""
        return self.defer("sealed")

    def active(self) -> Self:
        """Those that a worker works on, or will."""
        return self.filter(Q(state="waiting") | Q(state="running"))

    def outlived(self, now: datetime) -> Self:
        """Those whose file has been kept long enough."""
        return self.filter(kept_until__lt=now, sealed__isnull=False)


class ImportedRowQuerySet(models.QuerySet[Any]):
    def quarantined(self) -> Self:
        return self.filter(letter=None)

    def remarked(self) -> Self:
        """Rows of which something could not be taken over."""
        return self.exclude(remark="")

    def outcomes(self) -> dict[str, int]:
        """How many rows ended as "registered", "known" and "quarantined"."""
        return self.aggregate(
            registered=Count("pk", filter=Q(letter__isnull=False, known=False)),
            known=Count("pk", filter=Q(known=True)),
            quarantined=Count("pk", filter=Q(letter=None)),
        )
