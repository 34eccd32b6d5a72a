"""Adjectives of hand-overs and stock-takings."""

from __future__ import annotations

from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Q

from accounts.models import PostGroup
from clues.holders import CASE_MANAGEMENT, RECEIVING
from clues.terms import Difference
from hub.access.querysets import reader_of


class CustodyQuerySet(models.QuerySet[Any]):
    def visible_to(self, person: Any) -> Self:
        """Hand-overs of clues the person sees."""
        return self.filter(clue__in=apps.get_model("clues.Clue").objects.visible_to(person).values("pk"))

    def of_unit(self, unit: Any) -> Self:
        """Given by the unit or to it."""
        return self.filter(Q(from_unit=unit) | Q(to_unit=unit))

    def in_state(self, state: str) -> Self:
        """waiting, received or returned."""
        wanted = {
            "waiting": Q(received_at=None, returned_at=None),
            "received": Q(received_at__isnull=False, returned_at=None),
            "returned": Q(returned_at__isnull=False),
        }
        return self.filter(wanted[state])


class StockTakingQuerySet(models.QuerySet[Any]):
    def visible_to(self, person: Any) -> Self:
        """For the two sides: those of case management who asked, those who act for the unit that counts."""
        reader = reader_of(person)
        if reader.reads_nothing:
            return self.none()
        posts = PostGroup.objects.filter(pk__in=reader.group_ids)
        asking, counting = posts.filter(role__in=CASE_MANAGEMENT), posts.filter(role__in=RECEIVING)
        rows = self.filter(Q(office__in=asking.values("unit")) | Q(unit__in=counting.values("unit")))
        return rows.filter(classification__lte=reader.clearance)


class StockLineQuerySet(models.QuerySet[Any]):
    def visible_to(self, person: Any) -> Self:
        """Differences about clues the person sees, and every number the unit gave itself."""
        seen = apps.get_model("clues.Clue").objects.visible_to(person).values("pk")
        return self.filter(Q(difference=Difference.SURPLUS) | Q(clue__in=seen))

    def open(self) -> Self:
        return self.filter(settled_at=None)
