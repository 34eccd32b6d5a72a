"""Who looked for somebody by a number that names them, and why."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class NumberSought(models.Model):
    """A search by an identity number (证件号码查询), of which only the match key is kept. Append-only."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"), auto_now_add=True)
    key = models.CharField(max_length=64)
    reason = models.CharField(_("reason"), max_length=300)

    class Meta:
        verbose_name = verbose_name_plural = _("Search by identity number")

    def __str__(self) -> str:
        return self.reason
