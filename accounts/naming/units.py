"""Units by the names people give them: full, short, numbered in words or digits, with the city in front."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils import timezone

from accounts.models import Unit, directory
from accounts.naming.people import without_brackets
from accounts.terms import UnitKind
from hub.kernel.writing import folded

HERE = Path(__file__).parent
SHORTEST = 3  # characters of a name that is looked for inside a longer text

_NUMBER = re.compile("第([〇零一二三四五六七八九十]{1,3})")
_DIGITS = {numeral: at for at, numeral in enumerate("零一二三四五六七八九")} | {"〇": 0}
# A commission names itself 纪委, 监委 or both, with its city or only 市 before it.
_ORGAN = "(?:纪检监察机关|纪委|监委|纪检委)"
_OWN = re.compile(
    rf"^(?P<place>.{{0,8}}?[市区县州盟旗]|)(?P<organ>{_ORGAN}+(?:(?P=place){_ORGAN})?(?:机关)?)(?P<rest>.*)$"
)


@dataclass(frozen=True, slots=True)
class FoundUnit:
    """The one unit that is meant. maybe: where none is certain, those that the text may mean."""

    unit: Unit | None = None
    maybe: tuple[Unit, ...] = ()


def unit_key(name: str) -> str:
    """By which names of units are compared: folded, without what is in brackets, 第一 as 第1, short forms."""
    text = folded(without_brackets(name))
    for long, short in _abbreviations():
        text = text.replace(long, short)
    return _NUMBER.sub(lambda found: f"第{_counted(found[1])}", text)


def find_unit(written: str) -> FoundUnit:
    """The existing unit that a clerk wrote of; none for an empty text or a body that is not of the hub."""
    key = unit_key(written)
    if not key:
        return FoundUnit()
    units = _existing()
    found = _by_name(key, units) or _by_code(written, units) or _of_a_commission(key, units)
    if len(found) == 1:
        return FoundUnit(found[0])
    return FoundUnit(maybe=tuple(found or _inside(key, units)))


def _existing() -> list[Unit]:
    today = timezone.localdate()
    return [unit for unit in directory().units.values() if unit.exists_on(today)]


def _by_name(key: str, units: Iterable[Unit]) -> list[Unit]:
    return [unit for unit in units if key in (_key(unit.name), _key(unit.name_en))]


def _by_code(written: str, units: Iterable[Unit]) -> list[Unit]:
    return [unit for unit in units if unit.code == written.strip()]


def _of_a_commission(key: str, units: list[Unit]) -> list[Unit]:
    """An office with its commission before it (市纪委信访室), or the commission itself."""
    written = _OWN.match(key)
    if not written:
        return []
    for commission in (unit for unit in units if unit.kind in (UnitKind.LEADERSHIP, UnitKind.DISTRICT)):
        own = _OWN.match(_key(commission.name))
        place = own["place"] if own else ""
        if written["place"] not in _places(place, commission):
            continue
        if not written["rest"]:
            return [commission]
        below = [unit for unit in units if _stands_under(unit, commission)]
        if found := _by_name(written["rest"], below):
            return found
    return []


def _places(place: str, commission: Unit) -> set[str]:
    """How the place of a commission is written before it: only the highest one is just 市, or nothing."""
    general = {"", place[-1:]} if commission.kind == UnitKind.LEADERSHIP else set()
    return {place, *general}


def _stands_under(unit: Unit, above: Unit) -> bool:
    at = directory().above(unit)
    while at is not None and at.pk != above.pk:
        at = directory().above(at)
    return at is not None


def _inside(key: str, units: Iterable[Unit]) -> list[Unit]:
    """Units whose whole name stands in the text: 市委信访室 may be ours."""
    return [unit for unit in units if len(name := _key(unit.name)) >= SHORTEST and name in key]


@cache
def _key(name: str) -> str:
    return unit_key(name)


def _counted(text: str) -> int:
    """A number up to 99 in words."""
    tens, ten, ones = text.rpartition("十")
    return (_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0)


@cache
def _abbreviations() -> list[tuple[str, str]]:
    """Long and short forms, the longest first."""
    with (HERE / "abbreviations.csv").open(encoding="utf-8", newline="") as file:
        rows = [(folded(row["long"]), row["short"]) for row in csv.DictReader(file)]
    return sorted(rows, key=lambda row: -len(row[0]))
