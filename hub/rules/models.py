"""What the law, the rules and the house lay down, each with its source."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from hub.rules.querysets import DeadlineQuerySet


def _in_present_language(zh: str, en: str) -> str:
    return zh if (get_language() or "").startswith("zh") else en


class Level(models.Model):
    """A level of secrecy (密级). Levels are ordered: rank is compared in SQL, and gaps leave room."""

    rank = models.PositiveSmallIntegerField(_("rank"), primary_key=True)
    code = models.SlugField(_("code"), max_length=32, unique=True)
    name_zh = models.CharField(_("Chinese name"), max_length=32)
    name_en = models.CharField(_("English name"), max_length=64)

    class Meta:
        verbose_name = _("level of secrecy")
        verbose_name_plural = _("levels of secrecy")
        ordering = ["rank"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return _in_present_language(self.name_zh, self.name_en)


class CalendarYear(models.Model):
    """A year whose holidays are published, hence reckoned with certainty."""

    year = models.PositiveSmallIntegerField(_("year"), primary_key=True)
    source = models.CharField(_("source"), max_length=200)

    class Meta:
        verbose_name = _("calendar year")
        verbose_name_plural = _("calendar years")
        ordering = ["year"]

    def __str__(self) -> str:
        return str(self.year)


class CalendarDay(models.Model):
    """An exception to Monday-to-Friday: a holiday (节假日) or a make-up working day (调休上班)."""

    date = models.DateField(_("date"), primary_key=True)
    working = models.BooleanField(_("working day"))
    name = models.CharField(_("name"), max_length=64)
    source = models.CharField(_("source"), max_length=200)

    class Meta:
        verbose_name = _("calendar day")
        verbose_name_plural = _("calendar days")
        ordering = ["date"]

    def __str__(self) -> str:
        return f"{self.date} {self.name}"


class Deadline(models.Model):
    """A period laid down somewhere (期限): so much time for a step, from one day on, by one article.

    A change of the rule is a new row with a later ``valid_from``; the old row keeps what was due then.
    """

    class Unit(models.TextChoices):
        WORKING_DAYS = "working_days", _("working days")
        DAYS = "days", _("days")
        MONTHS = "months", _("months")

    code = models.CharField(_("code"), max_length=64)
    amount = models.PositiveSmallIntegerField(_("amount"))
    unit = models.CharField(_("unit"), max_length=16, choices=Unit)
    ends_on_working_day = models.BooleanField(
        _("ends on a working day"),
        default=True,
        help_text=_("If the last day is a holiday, the period ends on the first working day after it."),
    )
    source = models.CharField(_("source"), max_length=200)
    article = models.CharField(_("article"), max_length=64, blank=True)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("last day of validity"), null=True, blank=True)
    name_zh = models.CharField(_("Chinese name"), max_length=100)
    name_en = models.CharField(_("English name"), max_length=100)

    objects = DeadlineQuerySet.as_manager()

    class Meta:
        verbose_name = _("deadline")
        verbose_name_plural = _("deadlines")
        ordering = ["code", "valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="deadline_once_per_day"),
            models.UniqueConstraint(
                fields=["code"],
                condition=Q(valid_to__isnull=True),
                name="deadline_one_without_end",
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="deadline_amount_positive"),
            models.CheckConstraint(
                condition=Q(unit__in=["working_days", "days", "months"]),
                name="deadline_unit_known",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="deadline_validity_forward",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.amount} {self.get_unit_display()}"

    @property
    def name(self) -> str:
        return _in_present_language(self.name_zh, self.name_en)

    @property
    def citation(self) -> str:
        """Where the period comes from, e.g. 监察法实施条例 206."""
        return f"{self.source} {self.article}".strip()

    def clean(self) -> None:
        """Refuse overlapping validity; an exclusion constraint would need an extension not always there."""
        others = Deadline.objects.filter(code=self.code).exclude(pk=self.pk)
        if self.valid_from and others.overlapping(self.valid_from, self.valid_to).exists():
            raise ValidationError(
                {"valid_from": _("Another deadline of this code is in force at that time.")}
            )
