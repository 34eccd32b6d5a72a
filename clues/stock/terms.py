"""Words of stock-takings, as choices."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Difference(models.TextChoices):
    """How a unit's count differs from the ledger of case management."""

    MISSING = "missing", _("In the ledger, not at the unit")  # 账有物无
    SURPLUS = "surplus", _("At the unit, not in its ledger")  # 物有账无
    UNSEEN = "unseen", _("In the ledger, not open to whoever counted")  # 清点人无权查看
