"""Kinds of unit, roles and grounds of recusal, in the field's own terms."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.rest.openapi import described


@described
class UnitKind(models.TextChoices):
    LEADERSHIP = "leadership", _("Commission leadership")  # 委领导
    GENERAL_OFFICE = "general_office", _("General office")  # 办公厅（室）
    PETITION = "petition", _("Petition office")  # 信访室
    CASE_MANAGEMENT = "case_management", _("Case supervision and management office")  # 案件监督管理室
    SUPERVISION = "supervision", _("Supervision and inspection office")  # 监督检查室
    INVESTIGATION = "investigation", _("Review and investigation office")  # 审查调查室
    TRIAL = "trial", _("Case trial office")  # 案件审理室
    CONDUCT = "conduct", _("Party conduct office")  # 党风政风监督室
    ORGANISATION = "organisation", _("Organisation department")  # 组织部
    CADRE_SUPERVISION = "cadre_supervision", _("Cadre supervision office")  # 干部监督室
    DATA = "data", _("Information and data supervision office")  # 信息数据监督室
    DISPATCHED = "dispatched", _("Dispatched group")  # 派驻纪检监察组
    INSPECTION_OFFICE = "inspection_office", _("Inspection office")  # 巡察办
    INSPECTION_TEAM = "inspection_team", _("Inspection team")  # 巡察组
    DISTRICT = "district", _("District commission")  # 区纪委监委
    PARTY_COMMITTEE = "party_committee", _("Same-level Party committee")  # 同级党委
    PARTNER = "partner", _("Partner body")  # 协作单位
    SUPERVISED = "supervised", _("Supervised organisation")  # 被监督单位
    ADMINISTRATION = "administration", _("System administration")  # 三员


@described
class Role(models.TextChoices):
    HANDLER = "handler", _("Handler")  # 承办人
    OFFICE_HEAD = "office_head", _("Office head")  # 室主任
    LEADER_IN_CHARGE = "leader_in_charge", _("Leader in charge")  # 分管领导
    PRINCIPAL_LEADER = "principal_leader", _("Principal leader")  # 主要负责人
    CASE_MANAGER = "case_manager", _("Case manager")  # 案管员
    CUSTODIAN = "custodian", _("Clue custodian")  # 线索管理员
    REGISTRAR = "registrar", _("Petition registrar")  # 信访登记员
    LIAISON = "liaison", _("Liaison officer")  # 联络员
    DATA_OPERATOR = "data_operator", _("Data operator")  # 数据员
    TEAM_LEADER = "team_leader", _("Team leader")  # 巡察组组长
    SYSTEM = "system", _("External system")  # 外部系统
    SYSTEM_ADMIN = "system_admin", _("System administrator")  # 系统管理员
    SECURITY_ADMIN = "security_admin", _("Security administrator")  # 安全管理员
    AUDIT_ADMIN = "audit_admin", _("Audit administrator")  # 审计管理员


# Three separated administrators (三员分立): none may hold another post, none is ever granted a governed row.
ADMINISTRATORS = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN})


@described
class RecusalGround(models.TextChoices):
    """Grounds of recusal (回避): 监察法 art. 67, 监察法实施条例 art. 295."""

    RELATIVE = "relative", _("Close relative of the party")
    WITNESS = "witness", _("Witness in the matter")
    INTEREST = "interest", _("Own or relatives' interest in the matter")
    OTHER = "other", _("Other circumstance that may affect impartial handling")


class Initiative(models.TextChoices):
    """How a recusal comes about: 监察法实施条例 art. 296."""

    OWN_DUTY = "own_duty", _("Own duty")  # 自行回避
    ORDER = "order", _("By order")  # 责令回避
    REQUEST = "request", _("At somebody's request")  # 申请回避


@described
class Scheme(models.TextChoices):
    """Kinds of identifier; the value is python-stdnum's module where it knows one."""

    RIC = "cn.ric", _("Resident identity number")  # 公民身份号码
    USCC = "cn.uscc", _("Unified social credit code")  # 统一社会信用代码
    STAFF = "staff", _("Staff number")  # 工号


class LoadKind(models.TextChoices):
    """What a file loaded by the system administrator holds."""

    UNITS = "units", _("Units")
    PEOPLE = "people", _("People and posts")
