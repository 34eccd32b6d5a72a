"""Words of opinions, results and holds, as choices."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.rest.openapi import described


@described
class Finding(models.TextChoices):
    """What a disposal found. Unfounded is stored as clearly as anything else."""

    UNFOUNDED = "unfounded", _("Unfounded")  # 失实
    NOT_PROVEN = "not_proven", _("Not proven")  # 无法查实
    EXPLAINED = "explained", _("Explained and believed")  # 说明清楚、予以采信
    PARTLY = "partly", _("Partly true")  # 部分属实
    TRUE = "true", _("True")  # 属实


class Proposal(models.TextChoices):
    """What those who verified propose (监督执纪工作规则 art. 35)."""

    FILE_CASE = "file_case", _("File a case")  # 拟立案审查调查
    CONCLUDE = "conclude", _("Conclude the matter")  # 予以了结
    REMIND = "remind", _("Remind in a talk")  # 谈话提醒
    HOLD = "hold", _("Hold")  # 暂存待查
    HAND_OVER = "hand_over", _("Hand to the Party organisation in charge")  # 移送有关党组织处理
