"""Taking stock (台账核对): what the ledger of case management says a unit has, and what it has."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import PostGroup, Unit
from clues.clue.models.clues import Clue
from clues.holders import CASE_MANAGEMENT, RECEIVING
from clues.stock.terms import Difference
from hub.access.models import Matter
from hub.access.querysets import reader_of


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


class StockTaking(Matter):
    """Case management asks a unit for the numbers it really has; the hub compares. Rule: 监督执纪工作规则
    arts. 23 and 25 (periodic reconciliation).

    The unit counts without being shown the ledger. agreed: how many numbers were the same on both sides.
    """

    number = models.CharField(_("number"), max_length=30, unique=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("unit"))
    office = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("asked by"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    counted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    counted_at = models.DateTimeField(null=True)
    agreed = models.PositiveIntegerField(_("agree"), default=0)
    settled_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    objects: ClassVar[Any] = StockTakingQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("Stock-taking"), _("Stock-takings")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit"], condition=Q(settled_at=None), name="one_stock_taking_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def title(self) -> str:
        return str(self.unit)

    @property
    def state(self) -> Any:
        if self.settled_at:
            return _("Settled")
        return _("Differences to be settled") if self.counted_at else _("To be counted")

    def get_absolute_url(self) -> str:
        return reverse("clues:stock-taking", args=[self.number])


class StockLineQuerySet(models.QuerySet[Any]):
    def visible_to(self, person: Any) -> Self:
        """Differences about clues the person sees, and every number the unit gave itself."""
        seen = Clue.objects.visible_to(person).values("pk")
        return self.filter(Q(difference=Difference.SURPLUS) | Q(clue__in=seen))

    def open(self) -> Self:
        return self.filter(settled_at=None)


class StockLine(models.Model):
    """One difference. clue is empty where nothing in the hub has the number the unit gave."""

    stock = models.ForeignKey(StockTaking, on_delete=models.CASCADE, related_name="lines")
    number = models.CharField(_("number"), max_length=40)
    clue = models.ForeignKey(Clue, null=True, on_delete=models.PROTECT, related_name="+")
    difference = models.CharField(_("difference"), max_length=10, choices=Difference)
    how = models.TextField(_("how it was settled"), blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    settled_at = models.DateTimeField(null=True)

    objects = StockLineQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["stock", "number"], name="one_line_per_number")]
