"""Clues that are to be reported to the superior (向上级报告), by rules on the subject's position."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from clues.clue.models.clues import Clue
from clues.subjects.terms import Position


class ReportingRule(models.Model):
    """Clues about whoever holds such a position are reported upward promptly: data, with its source."""

    position = models.CharField(max_length=20, choices=Position)
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=120)
    basis = models.CharField(max_length=200)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name_en if get_language() == "en" else self.name


class ClueReport(models.Model):
    """One report upward that is owed for a clue, by which rule, and how it was made."""

    clue = models.OneToOneField(Clue, on_delete=models.PROTECT, related_name="report")
    rule = models.ForeignKey(ReportingRule, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(auto_now_add=True)
    reported_on = models.DateField(_("reported on"), null=True, blank=True)
    organ = models.CharField(_("reported to"), max_length=120, blank=True)
    document = models.CharField(_("number of the report"), max_length=80, blank=True)
    late_reason = models.CharField(_("why it is entered late"), max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
