"""Changes of the classification of a clue (密级变更)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from clues.clue.models.clues import Clue
from hub.rules.models import Level


class Reclassification(models.Model):
    """One change of a clue's classification (密级变更), with its reason."""

    clue = models.ForeignKey(Clue, on_delete=models.PROTECT, related_name="reclassifications")
    before = models.ForeignKey(Level, on_delete=models.PROTECT, related_name="+")
    after = models.ForeignKey(Level, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("reason"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
