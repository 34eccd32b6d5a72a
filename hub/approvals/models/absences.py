"""Who signs for whom while they are away."""

from __future__ import annotations

from datetime import date, datetime, time

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hub.approvals.querysets import AbsenceQuerySet


class Absence(models.Model):
    """Somebody is away, and a named proxy signs for them (外出代签): from day to day, for some purposes.

    purposes: codes of what the proxy may sign; empty for everything. It is not passed on: a proxy's own proxy
    signs nothing of the first one's.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="absences")
    proxy = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="stands_in")
    from_on = models.DateField(_("from"))
    to_on = models.DateField(_("to"))
    purposes = models.JSONField(_("for"), default=list, blank=True)
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(to_on__gte=F("from_on")), name="absence_days_in_order"),
            models.CheckConstraint(condition=~Q(person=F("proxy")), name="nobody_is_their_own_proxy"),
        ]

    @property
    def until(self) -> datetime:
        """The end of its last day, local time."""
        return end_of_day(self.to_on)

    def covers(self, purpose: str) -> bool:
        return not self.purposes or purpose in self.purposes


def end_of_day(day: date) -> datetime:
    """Its last moment, local time."""
    return timezone.make_aware(datetime.combine(day, time.max))
