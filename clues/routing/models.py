"""Routing rules as data, and what they proposed for each clue."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from accounts.querysets import on_day
from clues.categories import Category
from clues.clue.models.clues import Clue
from clues.routing.terms import Target
from clues.subjects.terms import Authority
from clues.terms import Source


class RuleQuerySet(models.QuerySet[Any]):
    def in_force(self, day: date | None = None) -> Self:
        """The newest version of each rule in force on the day, in the order they are tried."""
        day = day or timezone.localdate()
        newer = self.model.objects.filter(on_day(day), code=OuterRef("code"), version__gt=OuterRef("version"))
        return self.filter(on_day(day)).exclude(Exists(newer)).order_by("position", "code")


class RoutingRule(models.Model):
    """One version of one rule: if these few conditions hold, propose that unit. The first that holds wins.

    An empty condition is always true. Changing a rule means a new version; the old one keeps its traces.
    """

    code = models.SlugField(max_length=40)
    version = models.PositiveIntegerField(default=1)
    position = models.PositiveSmallIntegerField(_("order"))
    name = models.CharField(_("name"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=160, blank=True)
    source_is = models.CharField(_("source"), max_length=12, choices=Source, blank=True)
    authority_is = models.CharField(_("managed by"), max_length=12, choices=Authority, blank=True)
    category_under = models.ForeignKey(
        Category,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("category"),
    )
    under_inspection = models.BooleanField(_("subject's unit is being inspected"), default=False)
    target = models.CharField(_("proposes"), max_length=20, choices=Target)
    target_unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    basis = models.CharField(_("source and article"), max_length=200)
    from_on = models.DateField(_("valid from"))
    to_on = models.DateField(_("valid to"), null=True, blank=True)

    objects = RuleQuerySet.as_manager()

    class Meta:
        ordering = ["position", "code", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="one_rule_per_version"),
            models.CheckConstraint(
                condition=Q(target=Target.NAMED, target_unit__isnull=False)
                | (~Q(target=Target.NAMED) & Q(target_unit__isnull=True)),
                name="named_target_has_unit",
            ),
        ]

    def __str__(self) -> str:
        return self.name_en if self.name_en and get_language() == "en" else self.name


class RoutingProposal(models.Model):
    """What was proposed for a clue, by which version of which rule, from which values, and what a person
    decided: to follow it, or another unit with a reason."""

    clue = models.ForeignKey(Clue, on_delete=models.PROTECT, related_name="proposals")
    rule = models.ForeignKey(RoutingRule, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    values = models.JSONField()
    proposed = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    chosen = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    override_reason = models.TextField(_("reason for another unit"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
