"""Words of letters that are not entered, as choices."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.rest.openapi import described


@described
class Superior(models.TextChoices):
    """Where such a letter goes. A choice, so that no word of it can be written down."""

    PROVINCIAL = "provincial", _("Provincial commission")  # 省级纪委监委
    CENTRAL = "central", _("Central commission")  # 中央纪委国家监委
