"""Clues about the same subject (相关事项), and requests to have the other side's opened."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import PostGroup, Unit
from clues.clue.models.clues import Clue
from clues.holders import ANSWERING
from hub.access.querysets import reader_of


class RelatedMatterQuerySet(models.QuerySet[Any]):
    def of(self, clue: Any) -> Q:
        """Condition on clues found to be about the same subject, hidden ones too: ask with `visible_to`."""
        one = self.filter(first=clue).values_list("second", flat=True)
        other = self.filter(second=clue).values_list("first", flat=True)
        return Q(pk__in=one.union(other, all=True))

    def hidden_clues(self, clue: Any, person: Any) -> models.QuerySet[Any]:
        """What other units hold about the subject of a clue and the person does not see: never to be shown,
        only that it exists, at which unit, to whoever may know."""
        return self.hidden_beside(clue, Clue.objects.visible_to(person).filter(self.of(clue)))

    def hidden_beside(self, clue: Any, seen: Iterable[Any]) -> models.QuerySet[Any]:
        """The same. seen: those of the related clues that the person sees."""
        related, keys = Clue.objects.filter(self.of(clue)), [each.pk for each in seen]
        hidden = related.exclude(pk__in=keys).exclude(holder=clue.holder_id)
        return hidden.exclude(pk__in=Clue.objects.kept_apart().values("pk")).order_by("pk")


class RelatedMatter(models.Model):
    """Two clues whose subjects share an identifier: one row per pair, whoever may know of it.

    first_told, second_told: the unit that was last told of it on the side of each clue.
    """

    first = models.ForeignKey(Clue, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(Clue, on_delete=models.PROTECT, related_name="+")
    first_told = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    second_told = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    found_at = models.DateTimeField(auto_now_add=True)

    objects = RelatedMatterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="one_related_matter_per_pair"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="elder_clue_first"),
        ]


class OpeningRequestQuerySet(models.QuerySet[Any]):
    def visible_to(self, person: Any) -> Self:
        """Requests to a unit the person heads, while they see a clue of it that the request is about."""
        reader = reader_of(person)
        if reader.reads_nothing:
            return self.none()
        units = PostGroup.objects.filter(pk__in=reader.group_ids, role__in=ANSWERING).values("unit")
        seen = Clue.objects.visible_to(person).filter(asked_openings=OuterRef("pk"))
        return self.filter(Exists(seen), unit__in=units)


class OpeningRequest(models.Model):
    """The holder of a clue asks another unit to open its related matters for a time (申请查阅).

    asked: the clues of the other unit that it is about; whoever asks learns neither which nor how many
    before the answer. until: how long what was granted stays open.
    """

    clue = models.ForeignKey(Clue, on_delete=models.PROTECT, related_name="opening_requests")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("unit"))
    asked = models.ManyToManyField(Clue, related_name="asked_openings")
    reason = models.CharField(_("reason"), max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    granted = models.BooleanField(null=True)
    answer = models.CharField(_("reason"), max_length=500, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    objects = OpeningRequestQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["clue", "unit"], condition=Q(answered_at=None), name="one_open_request_per_unit"
            )
        ]
