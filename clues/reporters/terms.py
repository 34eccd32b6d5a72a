"""Words of what is owed to a real-name reporter, as choices."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ToTell(models.TextChoices):
    """What a real-name reporter is told: 处理检举控告工作规则 arts. 26-27, 监察法实施条例 art. 209."""

    ACCEPTANCE = "acceptance", _("That the report was accepted")  # 受理告知
    RETURN = "return", _("That the letter was returned")  # 退回告知
    RESULT = "result", _("The result")  # 结果告知


class Manner(models.TextChoices):
    """How a reporter was told. Never where and by which number: that would tell who they are."""

    CALL = "call", _("By telephone")
    VISIT = "visit", _("Face to face")
    LETTER = "letter", _("In writing")
    ONLINE = "online", _("Over the platform they reported on")
