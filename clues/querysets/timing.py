"""Adjectives of the days of a clue and of what was asked to change them."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef


class MotionQuerySet(models.QuerySet[Any]):
    def open(self) -> Self:
        return self.filter(decided_at=None)


class DueDateQuerySet(models.QuerySet[Any]):
    def in_force(self) -> Self:
        """Of each clue the last day for each thing awaited."""
        later = self.model.objects.filter(
            clue=OuterRef("clue"), awaited=OuterRef("awaited"), pk__gt=OuterRef("pk")
        )
        return self.exclude(Exists(later))


class ExtensionQuerySet(models.QuerySet[Any]):
    def granted(self, clue: Any, awaited: str) -> Self:
        return self.filter(motion__clue=clue, motion__carried=True, awaited=awaited)


class TransferQuerySet(models.QuerySet[Any]):
    def running(self) -> Self:
        """Handed over, and neither signed for nor declined."""
        return self.filter(handed_at__isnull=False, ended_at=None)


class SuspensionQuerySet(models.QuerySet[Any]):
    def open(self) -> Self:
        return self.filter(resumed_at=None)
