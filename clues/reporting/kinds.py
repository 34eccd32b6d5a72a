"""Reports upward: what can happen, how it is told, what waits for somebody."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.access.purposes import grant_purposes
from hub.duties.kinds import duty_kind
from hub.events.kinds import EventKinds, Telling, event_kinds

REPORT_UPWARD = duty_kind(
    "clue.report_upward",
    _("Report the clue upward"),
    _("It is about somebody whose clues are reported upward"),
    "clue.report_upward",
)


@event_kinds
class Kind(EventKinds):
    REPORTED_UPWARD = "clue.reported_upward", Telling("arrow-up"), _("Reported upward")


@grant_purposes
class For(models.TextChoices):
    REPORTED = "clue.report_upward", _("to be reported upward")
