"""A row of a file of units: read, put behind the units it names, and opened unless it is there already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.utils.translation import gettext as _

from accounts.actions import NewUnit, open_unit
from accounts.loading.columns import UNITS
from accounts.models import Person, Unit
from accounts.terms import UnitKind
from hub.tables import rows
from hub.tables.reading import Line
from hub.tables.rows import BadRow
from hub.tables.words import words_of

ROOM = {
    "code": Unit._meta.get_field("code").max_length,
    "name": Unit._meta.get_field("name").max_length,
    "name_en": Unit._meta.get_field("name_en").max_length,
    "territory": Unit._meta.get_field("territory").max_length,
}


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit as a row describes it; other units by their codes, "" for none."""

    line: Line
    code: str
    kind: str
    name: str
    name_en: str
    parent: str
    supervised_by: str
    territory: str
    from_on: date | None
    to_on: date | None

    @property
    def named(self) -> set[str]:
        return {self.parent, self.supervised_by} - {""}


def read_unit(line: Line) -> UnitRow:
    """Raises BadRow."""
    values = line.values
    rows.check_room(values, ROOM, UNITS)
    rows.required(values, "kind", UNITS)
    return UnitRow(
        line=line,
        code=_code(values["code"]),
        kind=rows.term(values, "kind", words_of(UnitKind), UNITS),
        name=rows.required(values, "name", UNITS),
        name_en=values.get("name_en", ""),
        parent=values.get("parent", ""),
        supervised_by=values.get("supervised_by", ""),
        territory=values.get("territory", ""),
        from_on=rows.day(values, "from_on", UNITS),
        to_on=rows.day(values, "to_on", UNITS),
    )


def _code(text: str) -> str:
    if not text:
        raise BadRow(_("Missing: %(field)s") % {"field": UNITS.names["code"]})
    try:
        validate_slug(text)
    except ValidationError:
        raise BadRow(_("A code consists of Latin letters, digits, - and _.")) from None
    return text


def in_order(found: Sequence[UnitRow]) -> tuple[list[UnitRow], list[tuple[Line, str]]]:
    """The rows, each behind those that it names, and the refused ones: those that form a circle."""
    waiting: dict[str, UnitRow] = {}
    repeated = [row for row in found if waiting.setdefault(row.code, row) is not row]
    placed: list[UnitRow] = []
    while ready := [row for row in waiting.values() if not row.named & waiting.keys()]:
        placed += ready
        for row in ready:
            del waiting[row.code]
    circle = _circle(waiting)
    reason = _("These units name one another in a circle: %(codes)s") % {"codes": "、".join(circle)}
    hanging = [row for row in waiting.values() if row.code not in circle]
    return [*placed, *hanging, *repeated], [(row.line, reason) for row in circle.values()]


def _circle(waiting: dict[str, UnitRow]) -> dict[str, UnitRow]:
    """Of rows that wait for one another, those that form circles: each is named by another of them."""
    circle = dict(waiting)
    while outside := circle.keys() - {code for row in circle.values() for code in row.named}:
        for code in outside:
            del circle[code]
    return circle


def put_unit(row: UnitRow, *, by: Person) -> bool:
    """Open the unit; False where it is there already, as the row says. Raises BadRow, HubError."""
    parent, supervised_by = _unit(row.parent), _unit(row.supervised_by)
    known = Unit.objects.filter(code=row.code).first()
    if known:
        _check_same(known, row)
        return False
    new = NewUnit(
        code=row.code,
        kind=row.kind,
        name=row.name,
        name_en=row.name_en,
        parent=parent,
        supervised_by=supervised_by,
        territory=row.territory,
        from_on=row.from_on,
        to_on=row.to_on,
    )
    open_unit(new, by=by)
    return True


def _unit(code: str) -> Unit | None:
    unit = Unit.objects.filter(code=code).first() if code else None
    if code and unit is None:
        raise BadRow(_("There is no unit with the code %(code)s.") % {"code": code})
    return unit


def _check_same(unit: Unit, row: UnitRow) -> None:
    """What the row leaves empty may be anything."""
    there = {
        "parent": unit.parent.code if unit.parent else "",
        "supervised_by": unit.supervised_by.code if unit.supervised_by else "",
        **{
            name: getattr(unit, name) for name in ("kind", "name", "name_en", "territory", "from_on", "to_on")
        },
    }
    other = [str(UNITS.names[name]) for name in there if getattr(row, name) not in ("", None, there[name])]
    if other:
        raise BadRow(_("This unit is there already, with another: %(fields)s") % {"fields": "、".join(other)})
