"""Letters that are not entered: that one came and was sent on, and nothing of what it says."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from clues.letters.terms import Upward
from clues.past import Unchanging
from clues.sent_on.terms import Superior
from hub.access.models import Governed, GroupGrant, PersonGrant


class SentOn(Governed):
    """A letter about an official of a higher level or the own principal leader (上报转送).

    No field of it can hold a word of the letter: what is neither a day, a choice nor a person is a reason for
    a late entry. Rule: 处理检举控告工作规则 art. 15.
    """

    number = models.CharField(_("number"), max_length=30, unique=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Upward)
    organ = models.CharField(_("receiving organ"), max_length=12, choices=Superior)
    received_on = models.DateField(_("received on"))
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("petition office")
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    sent_on = models.DateField(_("sent on"), null=True, blank=True)
    late_reason = models.CharField(_("why it is entered late"), max_length=300, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name, verbose_name_plural = _("Letter sent on"), _("Letters sent on")

    def __str__(self) -> str:
        return self.number

    @property
    def title(self) -> str:
        """What stands beside its number in lists of matters."""
        return self.get_kind_display()

    def as_it_was(self, until: datetime) -> Unchanging:
        return Unchanging(self.classification_id, self.at)

    def get_absolute_url(self) -> str:
        return reverse("clues:sent-on", args=[self.number])


class SentOnGroupGrant(GroupGrant):
    content_object = models.ForeignKey(SentOn, on_delete=models.CASCADE, related_name="group_grants")

    class Meta(GroupGrant.Meta):
        pass


class SentOnPersonGrant(PersonGrant):
    content_object = models.ForeignKey(SentOn, on_delete=models.CASCADE, related_name="person_grants")

    class Meta(PersonGrant.Meta):
        pass
