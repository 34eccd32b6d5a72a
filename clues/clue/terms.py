"""Words of a clue, as choices."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.rest.openapi import described


@described
class ClueState(models.TextChoices):
    REGISTERED = "registered", _("Registered")  # 已登记
    PROPOSED = "proposed", _("Assignment in approval")  # 拟分办待批
    APPROVED = "approved", _("Assignment approved")  # 分办已批
    PUSHED = "pushed", _("Pushed, awaiting sign-off")  # 已移送待签收
    SIGNED = "signed", _("Signed for")  # 已签收
    ASSIGNED = "assigned", _("With the handlers")  # 已交承办
    OPINION = "opinion", _("Disposal opinion in approval")  # 处置意见待批
    IN_DISPOSAL = "in_disposal", _("In disposal")  # 处置中
    HELD = "held", _("Held")  # 暂存待查
    REPORT = "report", _("Report in approval")  # 核查报告待批
    RESULT = "result", _("Result recorded")  # 已有结果
    ANSWERED = "answered", _("Fed back")  # 已反馈
    CONCLUDED = "concluded", _("Concluded")  # 已办结
    MERGED = "merged", _("Merged into another clue")  # 已并案
    SUSPENDED = "suspended", _("Suspended")  # 已中止
    STRUCK = "struck", _("Struck from the ledger")  # 已作废
    RECEIVED = "received", _("Received from a partner body")  # 移送来的，待研判
    IN_TRANSFER = "in_transfer", _("In transfer, awaiting sign-off")  # 移送待签收
    TRANSFERRED = "transferred", _("With another organ")  # 已移送
