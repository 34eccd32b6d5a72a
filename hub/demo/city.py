"""A synthetic city: units of every kind, and the people who hold their posts. The same for the same seed."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import cycle

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from accounts.actions import NewPerson, NewUnit, enter_person, give_post, open_unit, set_clearance
from accounts.charges import is_charge
from accounts.models import Person, Post, PostGroup, Unit
from accounts.terms import Role, UnitKind
from coordination.models import InspectionRound, Mission
from hub.demo.names import CITY, CITY_EN, DISTRICTS, ORGANISATIONS, PARTNERS, people_names
from hub.rules.models import Level

SEED = 20260101
PEOPLE = 300
WORK_SECRET = "work_secret"
Progress = Callable[[str], None]

# Who works in a unit of each kind, beyond the handlers that fill it up.
STAFF: dict[str, tuple[str, ...]] = {
    UnitKind.LEADERSHIP: (Role.PRINCIPAL_LEADER, Role.LEADER_IN_CHARGE, Role.LEADER_IN_CHARGE),
    UnitKind.PETITION: (Role.OFFICE_HEAD, Role.REGISTRAR, Role.REGISTRAR, Role.REGISTRAR),
    UnitKind.CASE_MANAGEMENT: (Role.OFFICE_HEAD, Role.CASE_MANAGER, Role.CASE_MANAGER, Role.CASE_MANAGER),
    UnitKind.CADRE_SUPERVISION: (
        Role.OFFICE_HEAD,
        Role.CASE_MANAGER,
        Role.CUSTODIAN,
        Role.HANDLER,
        Role.HANDLER,
    ),
    UnitKind.DATA: (Role.OFFICE_HEAD, Role.DATA_OPERATOR, Role.DATA_OPERATOR),
    UnitKind.INSPECTION_TEAM: (Role.TEAM_LEADER, Role.CUSTODIAN, Role.HANDLER, Role.HANDLER),
    UnitKind.PARTNER: (Role.LIAISON,),
    UnitKind.SUPERVISED: (),
    UnitKind.ADMINISTRATION: (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN),
}
OFFICE = (Role.OFFICE_HEAD, Role.CUSTODIAN, Role.HANDLER, Role.HANDLER)


def demo_password() -> str:
    """One password for all invented people, different in every installation."""
    digest = hmac.new(settings.SECRET_KEY.encode(), b"demo password", hashlib.sha256).hexdigest()
    return f"demo-{digest[:10]}"


def build_city(say: Progress) -> None:
    """Build what is missing; a city that stands is left as it is."""
    admin = _administrators()
    units = _units(admin)
    say(f"{len(units)} units")
    say(f"{_people(admin)} people")
    say(f"{_charges(admin)} units with a leader in charge")
    _round()


@transaction.atomic
def _administrators() -> Person:
    """The installation's own first three people. Everybody else is entered by them."""
    today = timezone.localdate()
    unit, _ = Unit.objects.get_or_create(
        code="administration",
        defaults={
            "kind": UnitKind.ADMINISTRATION,
            "name": "系统管理",
            "name_en": "Administration",
            "from_on": today,
        },
    )
    for role, name in (
        ("system_admin", "系统管理员"),
        ("security_admin", "安全管理员"),
        ("audit_admin", "审计管理员"),
    ):
        group, _ = PostGroup.objects.get_or_create(
            unit=unit, role=role, defaults={"name": f"administration:{role}"}
        )
        person, new = Person.objects.get_or_create(username=role, defaults={"display_name": name})
        if new:
            person.set_password(demo_password())
            person.save()
            Post.objects.create(person=person, group=group, from_on=today)
    return Person.objects.get(username="system_admin")


def _units(admin: Person) -> list[Unit]:
    known = {unit.code: unit for unit in Unit.objects.all()}
    for plan in _plans():
        if plan.code not in known:
            known[plan.code] = open_unit(
                NewUnit(
                    code=plan.code,
                    kind=plan.kind,
                    name=plan.name,
                    name_en=plan.name_en,
                    parent=known.get(plan.parent),
                    supervised_by=known.get(plan.supervised_by),
                    territory=plan.territory,
                    from_on=timezone.localdate() - timedelta(days=400),
                ),
                by=admin,
            )
    return list(known.values())


@dataclass(frozen=True, slots=True)
class Plan:
    code: str
    kind: str
    name: str
    name_en: str
    parent: str = "commission"
    supervised_by: str = ""
    territory: str = ""


def _plans() -> Iterator[Plan]:
    """Every unit of the city, parents first."""
    yield Plan("commission", UnitKind.LEADERSHIP, f"{CITY}纪委监委", f"{CITY_EN} Commission", parent="")
    for code, kind, name, name_en in _OFFICES:
        yield Plan(code, kind, name, name_en)
    for n in range(1, 9):
        yield Plan(f"supervision-{n}", UnitKind.SUPERVISION, f"第{n}监督检查室", f"Supervision Office {n}")
    for n in range(9, 13):
        yield Plan(
            f"investigation-{n}", UnitKind.INVESTIGATION, f"第{n}审查调查室", f"Investigation Office {n}"
        )
    for n in range(1, 7):
        yield Plan(
            f"team-{n}", UnitKind.INSPECTION_TEAM, f"巡察{n}组", f"Inspection Team {n}", "inspection-office"
        )
    for n, (name, name_en) in enumerate(ORGANISATIONS[:14], 1):
        title = f"驻{name}纪检监察组"
        yield Plan(f"dispatched-{n}", UnitKind.DISPATCHED, title, f"Dispatched Group, {name_en}")
    for n, (name, name_en) in enumerate(ORGANISATIONS, 1):
        linked = f"dispatched-{n}" if n <= 14 else f"supervision-{n - 12}"
        yield Plan(
            f"org-{n}", UnitKind.SUPERVISED, f"{CITY}{name}", f"{CITY_EN} {name_en}", "", linked, "990100"
        )
    for n, (name, name_en) in enumerate(DISTRICTS, 1):
        title = f"{name}纪委监委"
        yield Plan(
            f"district-{n}", UnitKind.DISTRICT, title, f"{name_en} Commission", territory=f"9901{n:02d}"
        )
    for n, (name, name_en) in enumerate(PARTNERS, 1):
        yield Plan(f"partner-{n}", UnitKind.PARTNER, f"{CITY}{name}", f"{CITY_EN} {name_en}", "")


_OFFICES = [
    ("general-office", UnitKind.GENERAL_OFFICE, "办公厅", "General Office"),
    ("petition", UnitKind.PETITION, "信访室", "Petition Office"),
    ("case-management", UnitKind.CASE_MANAGEMENT, "案件监督管理室", "Case Management Office"),
    ("trial", UnitKind.TRIAL, "案件审理室", "Case Trial Office"),
    ("conduct", UnitKind.CONDUCT, "党风政风监督室", "Party Conduct Office"),
    ("organisation", UnitKind.ORGANISATION, "组织部", "Organisation Department"),
    ("cadre-supervision", UnitKind.CADRE_SUPERVISION, "干部监督室", "Cadre Supervision Office"),
    ("data", UnitKind.DATA, "信息数据监督室", "Information and Data Supervision Office"),
    ("inspection-office", UnitKind.INSPECTION_OFFICE, "巡察办", "Inspection Office"),
]


def _people(admin: Person) -> int:
    """Fill the posts unit by unit, then add handlers until the city has its people."""
    security = Person.objects.get(username="security_admin")
    level = Level.objects.get(code=WORK_SECRET)
    names = people_names(SEED, PEOPLE)
    password = make_password(demo_password())
    standing = Person.objects.filter(username__startswith="p").count()
    for number, (unit, role) in enumerate(_posts()):
        if number < standing:
            continue
        with transaction.atomic():
            person = enter_person(
                NewPerson(f"p{number + 1:03d}", names[number], identity=("staff", f"P{number + 1:05d}")),
                by=admin,
            )
            give_post(person, unit=unit, role=role, by=admin, from_on=unit.from_on)
            set_clearance(person.pk, level=level, by=security)
            Person.objects.filter(pk=person.pk).update(password=password)
    return Person.objects.count()


def _charges(admin: Person) -> int:
    """Which deputy is in charge of which office of the commission: the offices in turn."""
    role = Role.LEADER_IN_CHARGE
    leaders = Person.objects.holding(group__unit__code="commission", group__role=role).order_by("pk")
    offices = [unit for unit in Unit.objects.filter(parent__code="commission") if is_charge(unit, role)]
    for unit, leader in zip(offices, cycle(leaders), strict=False):
        if not PostGroup.objects.filter(unit=unit, role=role).exists():
            give_post(leader, unit=unit, role=role, by=admin)
    return len(offices)


def _posts() -> Iterator[tuple[Unit, str]]:
    """Exactly PEOPLE posts less the administrators: (unit, role), always in the same order."""
    units = list(Unit.objects.exclude(kind=UnitKind.ADMINISTRATION).order_by("pk"))
    wanted = [(unit, role) for unit in units for role in STAFF.get(unit.kind, OFFICE)]
    working = [unit for unit in units if Role.HANDLER in STAFF.get(unit.kind, OFFICE)]
    more = 0
    while len(wanted) < PEOPLE - 3:
        wanted.append((working[more % len(working)], Role.HANDLER))
        more += 1
    yield from wanted


def _round() -> None:
    """An inspection round that runs now, with three teams in five organisations."""
    today = timezone.localdate()
    current, new = InspectionRound.objects.get_or_create(
        code="round-8",
        defaults={
            "name": "第八轮巡察",
            "from_on": today - timedelta(days=20),
            "to_on": today + timedelta(days=60),
        },
    )
    if new:
        pairs = [
            ("team-1", "org-1"),
            ("team-1", "org-2"),
            ("team-2", "org-13"),
            ("team-2", "org-14"),
            ("team-3", "org-17"),
        ]
        for team, inspected in pairs:
            Mission.objects.create(
                round=current, team=Unit.objects.get(code=team), inspected=Unit.objects.get(code=inspected)
            )


def someone(role: str, unit: str) -> Person:
    """The first person who holds the role in the unit (codes). Fresh from the database each time."""
    group = PostGroup.objects.get(unit__code=unit, role=role)
    return Person.objects.holding(group=group.pk).order_by("pk")[0]
