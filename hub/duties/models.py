"""Duties: what waits for whom, why, until when."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hub.duties.kinds import DutyKind, kind_of
from hub.duties.querysets import DutyQuerySet
from hub.kernel.working_time import days_until


class Duty(models.Model):
    """One thing somebody is to do about one matter (待办): held by a person, or by all who hold a post
    of a group until one of them does it. Custody of work, never a right to read: the inbox still asks
    `visible_to` for the matter behind each duty.
    """

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=60)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="duties"
    )
    group = models.ForeignKey(Group, null=True, blank=True, on_delete=models.PROTECT, related_name="duties")
    of_label = models.CharField(max_length=60)
    of_id = models.BigIntegerField()
    ref = models.BigIntegerField(null=True, blank=True)  # what within the matter, e.g. which approval
    opened_at = models.DateTimeField(_("waiting since"), default=timezone.now)
    due_at = models.DateTimeField(_("due"), null=True, blank=True)
    due_certain = models.BooleanField(default=True)  # False: counted through a year without a calendar
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # How far reminders have gone: 0 none, 1 two thirds of the time, 2 due day, 3 overdue.
    reminded = models.PositiveSmallIntegerField(default=0)

    objects = DutyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, group__isnull=True)
                | Q(person__isnull=True, group__isnull=False),
                name="duty_has_one_holder",
            )
        ]
        indexes = [
            models.Index(
                fields=["person", "due_at"], name="open_by_person", condition=Q(closed_at__isnull=True)
            ),
            models.Index(
                fields=["group", "due_at"], name="open_by_group", condition=Q(closed_at__isnull=True)
            ),
            models.Index(
                fields=["of_label", "of_id"], name="open_by_matter", condition=Q(closed_at__isnull=True)
            ),
            models.Index(fields=["due_at"], name="open_by_due", condition=Q(closed_at__isnull=True)),
        ]

    @property
    def what(self) -> DutyKind:
        return kind_of(self.kind)

    def overdue(self, now: datetime) -> bool:
        return self.due_at is not None and self.due_at < now

    @property
    def days(self) -> int | None:
        """Calendar days left, negative when overdue."""
        return days_until(self.due_at)
