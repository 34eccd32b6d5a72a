"""Words of the clue room, in the field's own terms."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.terms import Scheme as Scheme  # a subject is named by the same kinds of identifier as a person
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


@described
class Signing(models.TextChoices):
    """How a report is signed: 监察法实施条例 art. 209."""

    REAL_NAME = "real_name", _("Real name")  # 实名
    ANONYMOUS = "anonymous", _("Anonymous")  # 匿名


class ToTell(models.TextChoices):
    """What a real-name reporter is told: 处理检举控告工作规则 arts. 26-27, 监察法实施条例 art. 209."""

    ACCEPTANCE = "acceptance", _("That the report was accepted")  # 受理告知
    RETURN = "return", _("That the letter was returned")  # 退回告知
    RESULT = "result", _("The result")  # 结果告知


class Told(models.TextChoices):
    """What one office tells another period by period: 处理检举控告工作规则 arts. 14 and 18."""

    REPEATS = "repeats", _("Repeats of letters")  # 重复检举控告
    RESULTS = "results", _("Results fed back")  # 处置结果反馈


class Manner(models.TextChoices):
    """How a reporter was told. Never where and by which number: that would tell who they are."""

    CALL = "call", _("By telephone")
    VISIT = "visit", _("Face to face")
    LETTER = "letter", _("In writing")
    ONLINE = "online", _("Over the platform they reported on")


@described
class Upward(models.TextChoices):
    """Letters that are not entered but sent on: 处理检举控告工作规则 art. 15."""

    HIGHER = "higher", _("About an official of a higher level")  # 反映上级管理的干部
    OWN_LEADER = "own_leader", _("About our own principal leader")  # 反映本机关主要负责人


@described
class Superior(models.TextChoices):
    """Where such a letter goes. A choice, so that no word of it can be written down."""

    PROVINCIAL = "provincial", _("Provincial commission")  # 省级纪委监委
    CENTRAL = "central", _("Central commission")  # 中央纪委国家监委


@described
class Approach(models.TextChoices):
    """How somebody asked about a matter or put in a word."""

    CALL = "call", _("By telephone")
    VISIT = "visit", _("Face to face")
    MESSAGE = "message", _("By a message")
    OTHER = "other", _("Through somebody else")


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


class NextStep(models.TextChoices):
    """What an approved way of disposal leads to."""

    DISPOSE = "dispose", _("The handlers dispose of it and record the result")
    HOLD = "hold", _("It is held and looked at again")  # 暂存待查
    CONCLUDE = "conclude", _("It is concluded without a check")  # 直接了结
    REFUTE = "refute", _("It is concluded as checked and refuted")  # 查否了结


class Task(models.TextChoices):
    """What is owed to the person a clue was about, once it has come to nothing."""

    NOTICE = "notice", _("Tell the person")  # 告知被反映人
    CLARIFICATION = "clarification", _("Clarify")  # 澄清


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


class Difference(models.TextChoices):
    """How a unit's count differs from the ledger of case management."""

    MISSING = "missing", _("In the ledger, not at the unit")  # 账有物无
    SURPLUS = "surplus", _("At the unit, not in its ledger")  # 物有账无
    UNSEEN = "unseen", _("In the ledger, not open to whoever counted")  # 清点人无权查看


class Target(models.TextChoices):
    """How a routing rule names the unit it proposes."""

    INSPECTING_TEAM = "inspecting_team", _("The team inspecting the subject's unit")
    LINKED_UNIT = "linked_unit", _("The office or group linked to the subject's unit")
    DISTRICT = "district", _("The district commission of the territory")
    NAMED = "named", _("A named unit")


class Awaited(models.TextChoices):
    """What of a clue is due on a day."""

    OPINION = "opinion", _("Disposal opinion")
    RESULT = "result", _("Result")


class DueBy(models.TextChoices):
    """Why a day is the day on which something is due."""

    RULE = "rule", _("By the rule")
    EXTENSION = "extension", _("Extended")  # 延期
    RESUMED = "resumed", _("After a suspension")  # 恢复


class MotionKind(models.TextChoices):
    """What one person proposes about a clue and others decide. The code is part of the chain's code."""

    EXTENSION = "extension", _("Extension")  # 延期
    SUSPENSION = "suspension", _("Suspension")  # 中止
    CONCLUSION = "conclusion", _("Conclusion")  # 办结
    STRIKING = "striking", _("Striking from the ledger")  # 作废
    TRANSFER = "transfer", _("Transfer to another organ")  # 移送
