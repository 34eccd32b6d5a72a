"""Words of letters, as choices."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.rest.openapi import described


@described
class Signing(models.TextChoices):
    """How a report is signed: 监察法实施条例 art. 209."""

    REAL_NAME = "real_name", _("Real name")  # 实名
    ANONYMOUS = "anonymous", _("Anonymous")  # 匿名


@described
class Upward(models.TextChoices):
    """Letters that are not entered but sent on: 处理检举控告工作规则 art. 15."""

    HIGHER = "higher", _("About an official of a higher level")  # 反映上级管理的干部
    OWN_LEADER = "own_leader", _("About our own principal leader")  # 反映本机关主要负责人


@described
class LetterState(models.TextChoices):
    RECEIVED = "received", _("Received")  # 已受理
    TRANSFERRED = "transferred", _("Passed to case management")  # 已移送案管
    FILED = "filed", _("Kept on file")  # 存查
    PASSED_DOWN = "passed_down", _("Passed down")  # 已转送下级
    RETURNED = "returned", _("Returned")  # 已退回


@described
class ReturnGround(models.TextChoices):
    """Why a letter is returned: 处理检举控告工作规则 art. 17."""

    NO_SUBSTANCE = "no_substance", _("No substance")  # 没有实质内容
    NOT_OURS = "not_ours", _("Another organ's business")  # 不属于受理范围


@described
class LowerAnswer(models.TextChoices):
    """What a lower level does with a letter that was passed down: 处理检举控告工作规则 art. 16."""

    ACCEPTED = "accepted", _("Accepted")  # 受理
    PASSED_ON = "passed_on", _("Passed on")  # 转送
    RETURNED = "returned", _("Sent back")  # 退回


@described
class FramingDecision(models.TextChoices):
    """What was decided about a letter that may frame somebody (诬告陷害)."""

    FOUND = "found", _("Framing was found")  # 认定诬告陷害
    LIFTED = "lifted", _("The finding was lifted")  # 撤销认定


@described
class DecidingCommission(models.TextChoices):
    """Who decides that a report frames somebody: a municipal or higher commission, never a district's."""

    MUNICIPAL = "municipal", _("Municipal commission")  # 设区的市级纪委监委
    PROVINCIAL = "provincial", _("Provincial commission")  # 省级纪委监委
    CENTRAL = "central", _("Central commission")  # 中央纪委国家监委
