"""Units are recognised by the names that clerks give them."""

from __future__ import annotations

from datetime import date

import pytest

from accounts.models import Unit
from accounts.naming.units import find_unit, unit_key
from accounts.terms import UnitKind
from hub.kernel.acting import action, forget

pytestmark = pytest.mark.django_db

UNITS = [
    ("c", UnitKind.LEADERSHIP, "云海市纪委监委", None),
    ("p", UnitKind.PETITION, "信访室", "c"),
    ("s1", UnitKind.SUPERVISION, "第1监督检查室", "c"),
    ("s11", UnitKind.SUPERVISION, "第11监督检查室", "c"),
    ("d", UnitKind.DISPATCHED, "驻城市更新局纪检监察组", "c"),
    ("q", UnitKind.DISTRICT, "青川区纪委监委", "c"),
    ("o", UnitKind.SUPERVISED, "云海市水务局", None),
    ("h", UnitKind.SUPERVISED, "云海市第一医院", None),
]


@pytest.fixture(autouse=True)
def offices() -> None:
    made: dict[str | None, Unit | None] = {None: None}
    with action():
        for code, kind, name, parent in UNITS:
            made[code] = Unit.objects.create(
                code=f"n-{code}", kind=kind, name=name, parent=made[parent], from_on=date(2020, 1, 1)
            )
        forget()


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("信访室", "p"),
        ("云海市纪委监委信访室", "p"),
        ("市纪委监委信访室", "p"),
        ("市纪委信访室", "p"),
        ("纪委信访室", "p"),
        ("中共云海市纪律检查委员会云海市监察委员会信访室", "p"),
        ("信 访 室 ", "p"),
        ("信访室（本室）", "p"),
        ("信\u200b访室", "p"),
        ("第一监督检查室", "s1"),
        ("第１监督检查室", "s1"),
        ("第 1 监督检查室", "s1"),
        ("云海市纪委监委第一监督检查室", "s1"),
        ("第十一监督检查室", "s11"),
        ("驻城市更新局纪检监察组", "d"),
        ("云海市纪委监委驻城市更新局纪检监察组", "d"),
        ("云海市纪委监委", "c"),
        ("云海市纪委", "c"),
        ("市监委", "c"),
        ("青川区纪委", "q"),
        ("青川區紀委監委", "q"),
        ("云海市水务局", "o"),
        ("雲海市水務局", "o"),
        ("云海市第1医院", "h"),
        ("n-o", "o"),
    ],
)
def test_it_is_that_unit(written, code):
    found = find_unit(written)
    assert found.unit is not None, found
    assert found.unit.code == f"n-{code}"


@pytest.mark.parametrize("written", ["青山市纪委监委信访室", "市委信访室", "水务局信访室"])
def test_it_may_be_ours_and_is_not_said_to_be(written):
    found = find_unit(written)
    assert found.unit is None
    assert "n-p" in {unit.code for unit in found.maybe}


@pytest.mark.parametrize("written", ["", "无", "青山市水务局", "某村委会", "第2监督检查室"])
def test_it_is_none_of_ours(written):
    assert find_unit(written).unit is None


def test_numbers_in_words_are_numbers():
    assert unit_key("第二十一审查调查室") == unit_key("第21审查调查室")
    assert unit_key("三一集团") == "三一集团"
