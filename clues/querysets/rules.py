"""Adjectives of the rules of this room."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone

from accounts.querysets import on_day


class RuleQuerySet(models.QuerySet[Any]):
    def in_force(self, day: date | None = None) -> Self:
        """The newest version of each rule in force on the day, in the order they are tried."""
        day = day or timezone.localdate()
        newer = self.model.objects.filter(on_day(day), code=OuterRef("code"), version__gt=OuterRef("version"))
        return self.filter(on_day(day)).exclude(Exists(newer)).order_by("position", "code")


class ApartRuleQuerySet(models.QuerySet[Any]):
    def in_force(self, day: date | None = None) -> Self:
        return self.filter(on_day(day or timezone.localdate())).order_by("-from_on")
