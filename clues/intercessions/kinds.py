"""Intercessions: what can happen, how it is told, what waits for somebody."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.access.purposes import grant_purposes
from hub.events.kinds import EventKinds, event_kinds


@event_kinds
class Kind(EventKinds):
    INTERCESSION_REPORTED = "intercession.reported", _("Intercession reported")


@grant_purposes
class For(models.TextChoices):
    WATCHED = "intercession.watch", _("watches over the commission's own people")
    INTERCESSION = "intercession.report", _("reported it")
