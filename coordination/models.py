"""Inspection rounds: which team inspects which organisation, and until when (一次一授权)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from coordination.querysets import MissionQuerySet


class RoundKind(models.TextChoices):
    ROUTINE = "routine", _("Routine")  # 常规巡察
    SPECIAL = "special", _("Special")  # 专项巡察
    LOOK_BACK = "look_back", _("Look-back")  # 回头看
    UPGRADED = "upgraded", _("Upgraded")  # 提级巡察
    CROSS = "cross", _("Cross-district")  # 交叉巡察


class InspectionRound(models.Model):
    """A round of inspection (巡察轮次). Its teams' posts and grants end with its last day."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=12, choices=RoundKind, default=RoundKind.ROUTINE)
    from_on = models.DateField(_("from"))
    to_on = models.DateField(_("to"))

    class Meta:
        ordering = ["-from_on"]
        constraints = [
            models.CheckConstraint(condition=Q(to_on__gte=F("from_on")), name="round_days_in_order")
        ]

    def __str__(self) -> str:
        return self.name


class Mission(models.Model):
    """One team's inspection of one organisation in a round; one team may have two (一托二)."""

    round = models.ForeignKey(InspectionRound, on_delete=models.PROTECT, related_name="missions")
    team = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="missions")
    inspected = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="inspections")

    objects = MissionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "inspected"], name="inspected_once_per_round")
        ]

    def __str__(self) -> str:
        return f"{self.round} · {self.team} → {self.inspected}"
