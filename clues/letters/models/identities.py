"""The separate store of who wrote letters, and every opening of it."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from clues.letters.models.letters import Letter


class ReporterIdentity(models.Model):
    """Who wrote a letter (举报人信息): sealed, linked by a token alone, opened only by the petition office
    with the agreement of a named person, each opening on record. Rule: 处理检举控告工作规则 art. 47;
    监察法实施条例 art. 299."""

    token = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sealed_name = models.BinaryField()
    sealed_contact = models.BinaryField()


class IdentityRequestQuerySet(models.QuerySet[Any]):
    def visible_to(self, person: Any) -> Self:
        """What the person asked, or is asked, while they see the letter."""
        letters = Letter.objects.visible_to(person).filter(pk=OuterRef("letter"))
        return self.filter(Exists(letters), Q(by=person.pk) | Q(approver=person.pk))

    def open(self) -> Self:
        return self.filter(answered_at=None)

    def usable(self, now: datetime) -> Self:
        """Granted, in time, and not used yet."""
        return self.filter(granted=True, until__gt=now, opening=None)


class IdentityRequest(models.Model):
    """Somebody of the petition office asks a named person that a reporter's identity be opened (申请查阅).

    matter: what it is needed for. until: how long the asker alone, and once, opens what was granted.
    """

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="identity_requests")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    approver = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    matter = models.CharField(_("for which matter"), max_length=60)
    reason = models.CharField(_("reason"), max_length=300)
    at = models.DateTimeField(auto_now_add=True)
    granted = models.BooleanField(null=True)
    answer = models.CharField(_("reason"), max_length=300, blank=True)
    answered_at = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    objects = IdentityRequestQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(by=F("approver")), name="nobody_agrees_to_their_own_request"),
            models.UniqueConstraint(
                fields=["letter", "by"], condition=Q(answered_at=None), name="one_identity_request_at_a_time"
            ),
        ]


class IdentityOpening(models.Model):
    """One opening of a reporter's identity: who, when, why. Without a request: before one was asked for."""

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="openings")
    request = models.OneToOneField(
        IdentityRequest, null=True, on_delete=models.PROTECT, related_name="opening"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("reason"), max_length=300)
    at = models.DateTimeField(auto_now_add=True)
