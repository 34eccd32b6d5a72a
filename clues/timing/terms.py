"""Words of days, extensions and suspensions, as choices."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Awaited(models.TextChoices):
    """What of a clue is due on a day."""

    OPINION = "opinion", _("Disposal opinion")
    RESULT = "result", _("Result")


class DueBy(models.TextChoices):
    """Why a day is the day on which something is due."""

    RULE = "rule", _("By the rule")
    EXTENSION = "extension", _("Extended")  # 延期
    RESUMED = "resumed", _("After a suspension")  # 恢复
