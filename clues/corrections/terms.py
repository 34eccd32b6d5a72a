"""Words of data about a subject put right, as choices."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.rest.openapi import described


@described
class CorrectionSource(models.TextChoices):
    """Who found that data about a subject are wrong."""

    PERSON = "person", _("The person concerned")  # 本人申请
    HANDLER = "handler", _("Whoever works on it")  # 办理中发现
    ORIGIN = "origin", _("Checked again at the source")  # 数据来源核对


@described
class CorrectionOutcome(models.TextChoices):
    OPEN = "open", _("To be checked")  # 待核实
    AMENDED = "amended", _("Put right")  # 已更正
    MOVED = "moved", _("The clue is about somebody else")  # 对象有误，已更换
    REFUSED = "refused", _("What is on file is right")  # 不予更正
