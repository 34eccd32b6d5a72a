"""Words of whom letters and clues are about, as choices."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.rest.openapi import described


@described
class SubjectKind(models.TextChoices):
    PERSON = "person", _("Person")
    ORGANISATION = "organisation", _("Organisation")


@described
class Authority(models.TextChoices):
    """Who manages the subject as a cadre (干部管理权限): decides jurisdiction, 监察法实施条例 arts. 48-49."""

    MUNICIPAL = "municipal", _("Municipal Party committee")  # 市管干部
    DISTRICT = "district", _("District Party committee")  # 区管干部
    UNIT = "unit", _("Own unit")  # 单位管理
    HIGHER = "higher", _("Higher level")  # 上级管理
    UNKNOWN = "unknown", _("Not yet known")


class Position(models.TextChoices):
    """Positions that rules ask for (职务类别): who is reported upward, who approves a verification."""

    COMMITTEE_MEMBER = "committee_member", _("Member of the same-level Party committee")  # 同级党委委员
    COMMISSION_MEMBER = "commission_member", _("Member of the commission")  # 同级纪委委员、常委
    UNIT_HEAD = "unit_head", _("Head of a region or unit of its own")  # 所辖地区、部门、单位主要负责人
    NEXT_LEVEL_LEADER = (
        "next_level_leader",
        _("Principal leader of a next-level Party committee"),
    )
