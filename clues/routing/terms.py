"""Words of the unit in charge, as choices."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Target(models.TextChoices):
    """How a routing rule names the unit it proposes."""

    INSPECTING_TEAM = "inspecting_team", _("The team inspecting the subject's unit")
    LINKED_UNIT = "linked_unit", _("The office or group linked to the subject's unit")
    DISTRICT = "district", _("The district commission of the territory")
    NAMED = "named", _("A named unit")
