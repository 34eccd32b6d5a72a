"""What two offices tell one another period by period about letters (定期通报)."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import PostGroup, Unit
from accounts.terms import UnitKind
from clues.bulletins.terms import Told
from clues.holders import TELLING
from clues.letters.models.letters import Letter
from clues.reporters.models import Feedback
from clues.subjects.models import StandingQuerySet
from hub.access.models import Matter
from hub.access.querysets import reader_of

PARTS_OF_A_YEAR = (1, 2, 3, 4, 6, 12)


class BulletinRule(models.Model):
    """Which office tells which other one what, every so many months: data, not code.

    months: a whole part of a year, so that periods begin with it.
    """

    kind = models.CharField(max_length=10, choices=Told)
    months = models.PositiveSmallIntegerField(choices=[(months, months) for months in PARTS_OF_A_YEAR])
    sender_kind = models.CharField(max_length=20, choices=UnitKind)
    receiver_kind = models.CharField(max_length=20, choices=UnitKind)
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=120)
    basis = models.CharField(max_length=200)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    objects = StandingQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(months__in=PARTS_OF_A_YEAR), name="part_of_a_year"),
        ]

    def __str__(self) -> str:
        return self.name_en if get_language() == "en" else self.name


class BulletinQuerySet(models.QuerySet[Any]):
    def visible_to(self, person: Any) -> Self:
        """For those who act for the sender, and, once it is sent, those who act for the receiver."""
        reader = reader_of(person)
        if reader.reads_nothing:
            return self.none()
        units = PostGroup.objects.filter(pk__in=reader.group_ids, role__in=TELLING).values("unit")
        rows = self.filter(Q(sender__in=units) | Q(receiver__in=units, sent_at__isnull=False))
        return rows.filter(classification__lte=reader.clearance)


class Bulletin(Matter):
    """One office's bulletin of one period, both days included, to the other. A period in which nothing
    happened has one too: silence would not say whether anybody looked.

    Rules: 处理检举控告工作规则 arts. 14 and 18.
    """

    number = models.CharField(_("number"), max_length=30, unique=True)
    rule = models.ForeignKey(BulletinRule, on_delete=models.PROTECT, related_name="+")
    sender = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("from"))
    receiver = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("to"))
    first_on = models.DateField(_("first day"))
    last_on = models.DateField(_("last day"))
    drawn_at = models.DateTimeField(auto_now_add=True)
    remark = models.TextField(_("remark"), blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    sent_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    signed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    objects: ClassVar[Any] = BulletinQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("Bulletin"), _("Bulletins")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["rule", "sender", "first_on"], name="one_bulletin_a_period"),
            models.CheckConstraint(condition=Q(first_on__lte=F("last_on")), name="bulletin_of_days"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def title(self) -> str:
        return f"{self.rule} {self.first_on:%Y-%m-%d} – {self.last_on:%Y-%m-%d}"

    @property
    def state(self) -> Any:
        if self.signed_at:
            return _("Signed for")
        return _("Sent, awaiting sign-off") if self.sent_at else _("To be sent")

    def get_absolute_url(self) -> str:
        return reverse("clues:bulletin", args=[self.number])


class BulletinLineQuerySet(models.QuerySet[Any]):
    def visible_to(self, person: Any) -> Self:
        """Lines about letters the person sees: a bulletin opens nothing."""
        seen = Letter.objects.visible_to(person).values("pk")
        return self.filter(letter__in=seen)


class BulletinLine(models.Model):
    """One letter in it: how often it was repeated in the period, or what came of it."""

    bulletin = models.ForeignKey(Bulletin, on_delete=models.CASCADE, related_name="lines")
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="+")
    repeats = models.PositiveIntegerField(_("repeats"), default=0)
    feedback = models.ForeignKey(Feedback, null=True, on_delete=models.PROTECT, related_name="+")

    objects = BulletinLineQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["bulletin", "letter", "feedback"],
                nulls_distinct=False,
                name="told_once_in_a_bulletin",
            )
        ]
