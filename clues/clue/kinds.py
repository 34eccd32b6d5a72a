"""A clue: what can happen, how it is told, what waits for somebody."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.access.purposes import grant_purposes


@grant_purposes
class For(models.TextChoices):
    MANAGED = "clue.management", _("central management of clues")
    PUSHED = "clue.unit", _("pushed to this unit")
    HANDLED = "clue.handling", _("handler of this clue")
