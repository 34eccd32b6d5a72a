"""Words of bulletins between offices, as choices."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Told(models.TextChoices):
    """What one office tells another period by period: 处理检举控告工作规则 arts. 14 and 18."""

    REPEATS = "repeats", _("Repeats of letters")  # 重复检举控告
    RESULTS = "results", _("Results fed back")  # 处置结果反馈
