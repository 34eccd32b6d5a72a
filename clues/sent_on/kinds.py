"""Letters that are not entered: what can happen, how it is told, what waits for somebody."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.access.purposes import grant_purposes
from hub.duties.kinds import duty_kind
from hub.events.kinds import EventKinds, event_kinds

SEND_ON = duty_kind(
    "upward.send", _("Send the letter on and note it"), _("A letter came that is not entered here")
)


@event_kinds
class Kind(EventKinds):
    UPWARD_NOTED = "upward.noted", _("Letter that is not entered noted")
    UPWARD_SENT = "upward.sent", _("Letter that is not entered sent on")


@grant_purposes
class For(models.TextChoices):
    UPWARD = "letter.upward", _("principal leader, told of what goes upward")
