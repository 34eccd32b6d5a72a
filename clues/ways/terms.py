"""Words of ways and stages of disposal, as choices."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class NextStep(models.TextChoices):
    """What an approved way of disposal leads to."""

    DISPOSE = "dispose", _("The handlers dispose of it and record the result")
    HOLD = "hold", _("It is held and looked at again")  # 暂存待查
    CONCLUDE = "conclude", _("It is concluded without a check")  # 直接了结
    REFUTE = "refute", _("It is concluded as checked and refuted")  # 查否了结
