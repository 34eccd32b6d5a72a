"""Words of what one proposes and others decide, as choices."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class MotionKind(models.TextChoices):
    """What one person proposes about a clue and others decide. The code is part of the chain's code."""

    EXTENSION = "extension", _("Extension")  # 延期
    SUSPENSION = "suspension", _("Suspension")  # 中止
    CONCLUSION = "conclusion", _("Conclusion")  # 办结
    STRIKING = "striking", _("Striking from the ledger")  # 作废
    TRANSFER = "transfer", _("Transfer to another organ")  # 移送
