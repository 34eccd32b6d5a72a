"""Letters of inquiry to the person a clue is about (函询), and what was answered."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from clues.clue.models.clues import Clue


class InquiryQuerySet(models.QuerySet[Any]):
    def about(self, clue: Any) -> Self:
        return self.filter(clue=clue)

    def unanswered(self) -> Self:
        return self.filter(answered_on=None)

    def answered(self) -> Self:
        return self.exclude(answered_on=None)


class InquiryLetter(models.Model):
    """One letter, in the name of the general office: 监察法实施条例 art. 206, 监督执纪工作规则 art. 29.

    copies: units whose head gets one; copies_reason: why one that the rule names does not, or none does.
    answers_directly: the subject heads their unit, so nobody countersigns (countersigned_by stays empty).
    """

    clue = models.ForeignKey(Clue, on_delete=models.PROTECT, related_name="inquiries")
    number = models.CharField(_("number"), max_length=30, unique=True)
    office = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("issued by"))
    questions = models.TextField(_("questions"))
    copies = models.ManyToManyField(Unit, related_name="+", verbose_name=_("copies to"))
    copies_reason = models.CharField(_("why there is no copy"), max_length=300, blank=True)
    answers_directly = models.BooleanField(default=False)
    due_at = models.DateTimeField(_("to be answered by"))
    issued_on = models.DateField(_("issued on"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    answered_on = models.DateField(_("answered on"), null=True)
    answer = models.TextField(_("answer"), blank=True)
    countersigned_by = models.CharField(_("countersigned by"), max_length=120, blank=True)
    late_reason = models.CharField(_("why it is entered late"), max_length=300, blank=True)
    answer_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    entered_at = models.DateTimeField(null=True)

    objects = InquiryQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["clue"], condition=Q(answered_on=None), name="one_unanswered_inquiry"
            ),
            models.CheckConstraint(
                condition=Q(answered_on=None) | Q(answers_directly=True) | ~Q(countersigned_by=""),
                name="answer_is_countersigned",
            ),
        ]
