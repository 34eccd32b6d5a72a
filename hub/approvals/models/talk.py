"""What is said beside the signatures: copies, urging, side questions. None of it decides anything."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hub.approvals.models.runs import Approval, Step


class Copy(models.Model):
    """A copy for information (抄送); `read_at` is the reader's own mark (已阅)."""

    approval = models.ForeignKey(Approval, on_delete=models.PROTECT, related_name="copies")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="copies")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["approval", "person"], name="one_copy_per_person")]


class Urge(models.Model):
    """A request to the signers of the open step to answer by a date (催办)."""

    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="urges")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    reply_by = models.DateField(_("reply by"))
    text = models.CharField(_("message"), max_length=500, blank=True)

    class Meta:
        ordering = ["pk"]


class Question(models.Model):
    """A side question about the matter (沟通): the step stays where it is."""

    approval = models.ForeignKey(Approval, on_delete=models.PROTECT, related_name="questions")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="questions")
    asked_at = models.DateTimeField(default=timezone.now)
    text = models.TextField(_("question"))
    answer = models.TextField(_("answer"), blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | ~Q(answer=""), name="answered_with_words"
            )
        ]
