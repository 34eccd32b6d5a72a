"""What is kept apart, and where: rules as data (本机关干部)."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.querysets import on_day
from accounts.terms import UnitKind


class ApartRuleQuerySet(models.QuerySet[Any]):
    def in_force(self, day: date | None = None) -> Self:
        return self.filter(on_day(day or timezone.localdate())).order_by("-from_on")


class ApartRule(models.Model):
    """Matters about people of units of this kind are kept apart, with the office of that kind (本机关干部).

    Neither the petition office nor case management nor any other office sees them.
    """

    unit_kind = models.CharField(_("kind"), max_length=30, choices=UnitKind)
    keeper_kind = models.CharField(_("kept by"), max_length=30, choices=UnitKind)
    basis = models.CharField(_("source and article"), max_length=200)
    from_on = models.DateField(_("valid from"))
    to_on = models.DateField(_("valid to"), null=True, blank=True)

    objects = ApartRuleQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["unit_kind", "from_on"], name="one_apart_rule_per_start")
        ]
