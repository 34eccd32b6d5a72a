"""Wrong data about a subject: what was said to be wrong, what was done, and who had received it (更正)."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from clues.clue.models.clues import Clue
from clues.corrections.terms import CorrectionOutcome, CorrectionSource
from clues.subjects.models import Subject


class CorrectionQuerySet(models.QuerySet[Any]):
    def visible_to(self, person: Any) -> Self:
        """Those asked for at clues the person sees."""
        return self.filter(clue__in=Clue.objects.visible_to(person).values("pk"))


class Correction(models.Model):
    """Somebody says that data about the subject of a clue are wrong; case management decides.

    changes: field -> [before, after]; of an identifier only its last four characters are kept here.
    other: the subject the clue turned out to be about. Rule: 个人信息保护法 arts. 8, 46.
    """

    clue = models.ForeignKey(Clue, on_delete=models.PROTECT, related_name="corrections")
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="corrections")
    source = models.CharField(_("who found it"), max_length=10, choices=CorrectionSource)
    claim = models.TextField(_("what is wrong, and what is right"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    outcome = models.CharField(
        _("outcome"), max_length=10, choices=CorrectionOutcome, default=CorrectionOutcome.OPEN
    )
    changes = models.JSONField(default=dict)
    other = models.ForeignKey(Subject, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(_("how it was checked"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome=CorrectionOutcome.OPEN, by=None, reason="")
                | (Q(by__isnull=False) & ~Q(outcome=CorrectionOutcome.OPEN) & ~Q(reason="")),
                name="correction_decided_by_person_with_reason",
            )
        ]


class RecipientQuerySet(models.QuerySet[Any]):
    def untold(self) -> Self:
        return self.filter(told_at=None)


class Recipient(models.Model):
    """Somebody who had received what was corrected: through which matter, whether they had looked at it,
    and when the hub told them. told_at stays empty for whoever may no longer see it."""

    correction = models.ForeignKey(Correction, on_delete=models.CASCADE, related_name="recipients")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    label = models.CharField(max_length=60)  # "clues.clue"
    row_id = models.BigIntegerField()
    looked_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)

    objects = RecipientQuerySet.as_manager()

    class Meta:
        db_table = "clues_receipt"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["correction", "person"], name="one_receipt_per_person")
        ]
