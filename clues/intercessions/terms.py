"""Words of intercessions, as choices."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.rest.openapi import described


@described
class Approach(models.TextChoices):
    """How somebody asked about a matter or put in a word."""

    CALL = "call", _("By telephone")
    VISIT = "visit", _("Face to face")
    MESSAGE = "message", _("By a message")
    OTHER = "other", _("Through somebody else")
