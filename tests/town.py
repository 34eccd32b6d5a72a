"""A small town for tests, built by the real actions: a few units of the kinds that matter, people by name."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.actions import NewPerson, NewUnit, enter_person, give_post, open_unit, set_clearance
from accounts.models import Person, Post, PostGroup, Unit
from accounts.terms import Role, UnitKind
from coordination.models import InspectionRound, Mission
from hub.rules.models import Level

UNITS = [
    # code, kind, parent, supervised_by, territory
    ("commission", UnitKind.LEADERSHIP, "", "", ""),
    ("petition", UnitKind.PETITION, "commission", "", ""),
    ("case-management", UnitKind.CASE_MANAGEMENT, "commission", "", ""),
    ("supervision-1", UnitKind.SUPERVISION, "commission", "", ""),
    ("inspection-office", UnitKind.INSPECTION_OFFICE, "commission", "", ""),
    ("team-1", UnitKind.INSPECTION_TEAM, "inspection-office", "", ""),
    ("dispatched-2", UnitKind.DISPATCHED, "commission", "", ""),
    ("district-1", UnitKind.DISTRICT, "commission", "", "990101"),
    ("partner-1", UnitKind.PARTNER, "", "", ""),
    ("org-1", UnitKind.SUPERVISED, "", "supervision-1", "990100"),  # under inspection by team-1
    ("org-2", UnitKind.SUPERVISED, "", "dispatched-2", "990100"),
    ("org-3", UnitKind.SUPERVISED, "", "supervision-1", "990100"),
]
PEOPLE = {
    # user name: (role, unit)
    "secretary": (Role.PRINCIPAL_LEADER, "commission"),
    "deputy": (Role.LEADER_IN_CHARGE, "commission"),
    "registrar": (Role.REGISTRAR, "petition"),
    "registrar_2": (Role.REGISTRAR, "petition"),
    "petition_head": (Role.OFFICE_HEAD, "petition"),
    "manager": (Role.CASE_MANAGER, "case-management"),
    "manager_2": (Role.CASE_MANAGER, "case-management"),
    "management_head": (Role.OFFICE_HEAD, "case-management"),
    "office_head": (Role.OFFICE_HEAD, "supervision-1"),
    "office_custodian": (Role.CUSTODIAN, "supervision-1"),
    "office_handler": (Role.HANDLER, "supervision-1"),
    "office_handler_2": (Role.HANDLER, "supervision-1"),
    "team_leader": (Role.TEAM_LEADER, "team-1"),
    "team_custodian": (Role.CUSTODIAN, "team-1"),
    "team_handler": (Role.HANDLER, "team-1"),
    "team_handler_2": (Role.HANDLER, "team-1"),
    "team_handler_3": (Role.HANDLER, "team-1"),
    "group_head": (Role.OFFICE_HEAD, "dispatched-2"),
    "group_custodian": (Role.CUSTODIAN, "dispatched-2"),
    "group_handler": (Role.HANDLER, "dispatched-2"),
    "district_head": (Role.OFFICE_HEAD, "district-1"),
    "district_custodian": (Role.CUSTODIAN, "district-1"),
    "district_handler": (Role.HANDLER, "district-1"),
    "liaison": (Role.LIAISON, "partner-1"),
}
ADMINISTRATORS = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)


def person(name: str) -> Person:
    """Fresh from the database, with nothing remembered about posts or clearance."""
    return Person.objects.get(username=name)


def unit(code: str) -> Unit:
    return Unit.objects.get(code=code)


def identity_of(name: str) -> tuple[str, str]:
    """The staff number of somebody of the town."""
    return "staff", f"staff-{name}"


@transaction.atomic
def build_town() -> None:
    """Build it once; a town that stands is left alone."""
    if Unit.objects.filter(code="commission").exists():
        return
    admin = _administrators()
    units: dict[str, Unit] = {}
    start = timezone.localdate() - timedelta(days=30)
    for code, kind, parent, supervised_by, territory in UNITS:
        new = NewUnit(
            code=code,
            kind=kind,
            name=f"单位 {code}",
            name_en=f"Unit {code}",
            parent=units.get(parent),
            supervised_by=units.get(supervised_by),
            territory=territory,
            from_on=start,
        )
        units[code] = open_unit(new, by=admin)
    security = person(Role.SECURITY_ADMIN)
    level = Level.objects.get(code="work_secret")
    for name, (role, unit_code) in PEOPLE.items():
        entered = enter_person(NewPerson(name, name.replace("_", " "), identity_of(name)), by=admin)
        give_post(entered, unit=units[unit_code], role=role, by=admin, from_on=start)
        set_clearance(entered.pk, level=level, by=security)
    current = InspectionRound.objects.create(
        code="round-1", name="第一轮", from_on=start, to_on=timezone.localdate() + timedelta(days=30)
    )
    Mission.objects.create(round=current, team=units["team-1"], inspected=units["org-1"])


def _administrators() -> Person:
    today = timezone.localdate()
    office = Unit.objects.create(
        code="administration", kind=UnitKind.ADMINISTRATION, name="管理", from_on=today
    )
    for role in ADMINISTRATORS:
        group = PostGroup.objects.create(unit=office, role=role, name=f"administration:{role}")
        admin = Person.objects.create(username=role, display_name=role)
        Post.objects.create(person=admin, group=group, from_on=today)
    return person(Role.SYSTEM_ADMIN)
