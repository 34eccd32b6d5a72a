"""Units: opened, moved, closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.charges import leaderships_of_charges
from accounts.kinds import Kind
from accounts.models import Person, Post, Unit
from accounts.policies import may_administer
from hub.events.actions import record
from hub.kernel.acting import action, forget
from hub.kernel.errors import Invalid, NotVisible, demand
from hub.kernel.transitions import locked


@dataclass(frozen=True, slots=True)
class NewUnit:
    code: str
    kind: str
    name: str
    name_en: str = ""
    parent: Unit | None = None
    supervised_by: Unit | None = None
    territory: str = ""
    from_on: date | None = None
    to_on: date | None = None


@action()
def open_unit(new: NewUnit, *, by: Person) -> Unit:
    """Open a unit. Raises NotAllowed, Invalid for a code that is taken or days out of order."""
    demand(may_administer(by))
    from_on = new.from_on or timezone.localdate()
    check_days(from_on, new.to_on)
    if Unit.objects.filter(code=new.code).exists():
        raise Invalid({"code": [_("This code is taken.")]})
    unit = Unit.objects.create(
        code=new.code,
        kind=new.kind,
        name=new.name,
        name_en=new.name_en,
        parent=new.parent,
        supervised_by=new.supervised_by,
        territory=new.territory,
        from_on=from_on,
        to_on=new.to_on,
    )
    forget()
    record(Kind.UNIT_OPENED, by=by, of=unit, data={"code": unit.code} | days_of(unit))
    return unit


def close_unit(unit_id: int, *, to_on: date, by: Person) -> Unit:
    """Close a unit after a last day; the posts in it end with that day.

    Raises NotVisible, NotAllowed, Invalid for a last day that has passed or lies before its first.
    """
    demand(may_administer(by))
    with locked(Unit, pk=unit_id) as unit:
        check_days(unit.from_on, to_on)
        if to_on < timezone.localdate() - timedelta(days=1):
            raise Invalid({"to_on": [_("What was open in the past cannot be closed afterwards.")]})
        unit.to_on = to_on
        unit.save()
        forget()
        record(Kind.UNIT_CLOSED, by=by, of=unit, data={"code": unit.code} | days_of(unit))
        return unit


@action()
def move_unit(unit_id: int, *, parent: Unit | None, supervised_by: Unit | None, by: Person) -> Unit:
    """Put a unit under another one, or under another's supervision, from now on (隶属、联系关系变更).

    Who reads its matters stays as it is; who is asked to sign and to keep them follows the new place.
    Raises NotVisible, NotAllowed; Invalid where it would stand under itself, where the unit or the other one
    is closed, and where somebody is in charge of it, or of a unit below it, who could not be from there.
    """
    demand(may_administer(by))
    tree = {each.pk: each for each in Unit.objects.select_for_update().order_by("pk")}  # one move at a time
    if (unit := tree.get(unit_id)) is None:
        raise NotVisible
    _check_move(unit, parent, supervised_by, tree)
    before = {"parent": _code(unit.parent), "supervised_by": _code(unit.supervised_by)}
    led_from = leaderships_of_charges()
    unit.parent, unit.supervised_by = parent, supervised_by
    unit.save()
    forget()
    for charge, leadership in leaderships_of_charges().items():
        if leadership != led_from[charge]:
            said = _("%(name)s is in charge of %(unit)s and could not be from there: end that first.")
            words = {"name": charge.person, "unit": charge.group.unit}
            raise Invalid({"parent": [said % words]}, code="in-charge-already")
    after = {"parent": _code(parent), "supervised_by": _code(supervised_by)}
    record(Kind.UNIT_MOVED, by=by, of=unit, data={"code": unit.code, "before": before, "after": after})
    return unit


def days_of(row: Unit | Post) -> dict[str, str | None]:
    """From when to when, as the ledger keeps it."""
    return {"from": row.from_on.isoformat(), "to": row.to_on.isoformat() if row.to_on else None}


def check_days(from_on: date, to_on: date | None) -> None:
    if to_on and to_on < from_on:
        raise Invalid({"to_on": [_("The end lies before the beginning.")]})


def _check_move(unit: Unit, parent: Unit | None, supervised_by: Unit | None, tree: dict[int, Unit]) -> None:
    if not unit.exists_on(timezone.localdate()):
        raise Invalid({"": [_("This unit is closed.")]}, code="closed")
    for field, chosen in (("parent", parent), ("supervised_by", supervised_by)):
        at = chosen
        while at is not None:
            if at.pk == unit.pk:
                raise Invalid({field: [_("A unit does not stand under itself.")]}, code="circle")
            above = getattr(at, f"{field}_id")
            at = tree[above] if above else None
        if chosen is not None and not chosen.exists_on(timezone.localdate()):
            raise Invalid({field: [_("This unit is closed.")]}, code="closed")


def _code(unit: Unit | None) -> str | None:
    return unit.code if unit else None
