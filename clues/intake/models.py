"""Clues that come from partner bodies, without a letter (移送)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from clues.clue.models.clues import Clue


class Referral(models.Model):
    """How a partner body passed a clue on: without a letter, by a document of its own (移送处理书等).

    sender: the body where the hub knows it, otherwise its name as written.
    """

    clue = models.OneToOneField(Clue, on_delete=models.PROTECT, related_name="referral")
    sender = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    sender_name = models.CharField(_("sender as written"), max_length=120, blank=True)
    document = models.CharField(_("number of the document"), max_length=80)
    received_on = models.DateField(_("received on"))
    late_reason = models.CharField(_("why it is entered late"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    @property
    def came_from(self) -> str:
        return str(self.sender or self.sender_name)
