"""Which leadership, case management or other office is that of the commission a unit belongs to.

A district commission has some of them and not others; what it has not is that of the commission above it.
"""

from __future__ import annotations

from django.utils import timezone

from accounts.models import Person, Unit, directory
from accounts.terms import UnitKind

# Not of the commission, but of the same level: it may stand in the tree or beside it.
BESIDE = (UnitKind.PARTY_COMMITTEE,)


def units_near(unit: Unit, kind: str) -> list[Unit]:
    """The units of a kind in the commission the unit belongs to: itself, or the nearest ones up the tree."""
    tree, today = directory(), timezone.localdate()
    at: Unit | None = unit
    while at is not None:
        if at.kind == kind:
            return [at]
        if below := tree.existing_below(at, kind, today):
            return below
        at = tree.above(at)
    return tree.existing_below(None, kind, today) if kind in BESIDE else []


def nearest(unit: Unit, kind: str) -> Unit | None:
    """The same where a commission has one of the kind: its leadership, its case management office."""
    return next(iter(units_near(unit, kind)), None)


def leaderships(unit: Unit) -> list[Unit]:
    """The leadership of the unit's own commission, then those of the commissions above it."""
    found: list[Unit] = []
    at: Unit | None = unit
    while at is not None:
        near = nearest(at, UnitKind.LEADERSHIP)
        if near is not None and near not in found:
            found.append(near)
        at = directory().above(at)
    return found


def acts_near(by: Person, unit: Unit, *roles: str, kind: str) -> bool:
    """Whether somebody holds one of the roles in a unit of that kind which is of the commission of `unit`.

    To hold it in another commission's unit of the kind is nothing here.
    """
    if not by.holds(*roles, kind=kind):  # asked first: most people hold it nowhere
        return False
    return any(by.holds(*roles, unit_id=found.pk) for found in units_near(unit, kind))
