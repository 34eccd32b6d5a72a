"""Where letters and clues come from, as choices."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.rest.openapi import described


@described
class Source(models.TextChoices):
    """Where a letter or a clue comes from (来源)."""

    LETTER = "letter", _("Letter")  # 来信
    VISIT = "visit", _("Visit")  # 来访
    CALL = "call", _("12388 call")  # 电话举报
    WEB = "web", _("Web report")  # 网络举报
    SUPERIOR = "superior", _("Assigned by a superior body")  # 上级交办
    INSPECTION = "inspection", _("Inspection tour")  # 巡察移交
    PARTNER = "partner", _("Partner body")  # 审计、公检法等移送
    SUPERVISION = "supervision", _("Found in supervision")  # 监督检查发现
    SURRENDER = "surrender", _("Self-surrender")  # 主动投案
    SCREENING = "screening", _("Data screening, after review by a person")  # 数据模型（人工核定后）
