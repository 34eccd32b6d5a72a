"""Own leader, higher officials, own staff are recognised however they are spelled, and others are not."""

from __future__ import annotations

import random

import pytest

from accounts.models import Person, Unit
from clues.imports.actions.files import start_import
from clues.imports.actions.rows import run_import
from clues.imports.named import subjects_in
from clues.letters.models.letters import Letter
from clues.letters.upward import Watch
from hub.kernel.acting import action, forget
from tests.compartment import build_office
from tests.districts import build_commission
from tests.files import rows, xlsx
from tests.spellings import blank_inside, spelled
from tests.town import person, unit

pytestmark = pytest.mark.django_db

LEADER, ABOVE, COLLEAGUE = "褚雨桐", "欧阳文轩", "李试之"
UNITS = {
    "commission": "云海市纪委监委",
    "petition": "信访室",
    "supervision-1": "第1监督检查室",
    "org-1": "云海市水务局",
}
HEADINGS = ["编号", "标题", "内容", "收到日期", "被反映人", "被反映人单位", "被反映人职务"]
OWN_OFFICES = """信访室|云海市纪委监委信访室|市纪委监委信访室|市纪委信访室|信 访 室
信访室（本室）|信\u200b访室|第一监督检查室|第１监督检查室|第1监督检查室|云海市纪委
云海市纪委监委第一监督检查室|云海市纪委监委|中共云海市纪律检查委员会|市委信访室
机关信访室|雲海市紀委監委信訪室""".replace("\n", "|").split("|")
HIGHER = """省水利厅 处长|某省委办公厅 主任|省政府 秘书| 省管干部| 中管干部
省纪委 处长|中央某部 司长|省人大 代表|省教育廳 厅长| 省委常委""".replace("\n", "|").split("|")
# Other people: longer and shorter names, other surnames, one character else.
OTHERS = """褚雨|褚雨桐桐|诸雨晴|李雨桐|褚晓桐|楚雨桐|褚雨霏|雨桐|欧阳文|欧阳文轩轩
阳文轩|欧阳文远|欧阳轩|李试|李试之之|王试之|李之试|褚一桐|褚雨梅|欧阳雨桐""".replace("\n", "|").split("|")


@pytest.fixture(autouse=True)
def known_people() -> None:
    names = {"secretary": LEADER, "office_handler": COLLEAGUE}
    with action():
        for username, name in names.items():
            assert Person.objects.filter(username=username).update(display_name=name)
        for code, name in UNITS.items():
            Unit.objects.filter(code=code).update(name=name)
        forget()


def registered(named: list[tuple[str, str, str]]) -> list[Letter]:
    """What is entered of a file with a row for each (name, unit, post)."""
    lines = [[*row, *who] for row, who in zip(rows(len(named)), named, strict=True)]
    batch = start_import("spelled.xlsx", xlsx(lines, HEADINGS), by=person("registrar"))
    run_import(batch.pk)
    assert batch.rows.count() == len(named)
    return list(Letter.objects.select_related("unit"))


def ways(name: str, count: int, seed: int) -> list[str]:
    chance = random.Random(seed)
    return [
        spelled(
            blank_inside(name, chance) if at % 5 == 0 and "·" not in name and len(name) == 3 else name, chance
        )
        for at in range(count)
    ]


def test_the_own_leader_is_never_entered():
    assert registered([(way, "", "") for way in ways(LEADER, 100, seed=1)]) == []


def test_an_official_of_a_higher_level_is_never_entered():
    build_commission()
    with action():
        Person.objects.filter(username="secretary").update(display_name=ABOVE)
        forget()
    watch = Watch.over_many(unit("d1-cases"))
    found = [watch.finds(subjects_in({"subject_name": way}).subjects) for way in ways(ABOVE, 60, seed=2)]
    assert None not in found
    assert {each.kind for each in found} == {"higher"}
    spelled_posts = [
        (spelled("赵甲", random.Random(at)), *HIGHER[at % len(HIGHER)].split(" ")) for at in range(40)
    ]
    assert registered(spelled_posts) == []


def test_own_staff_is_kept_apart_or_held_back():
    build_office()
    chance = random.Random(3)
    by_unit = [(spelled("王二", chance), OWN_OFFICES[at % len(OWN_OFFICES)], "") for at in range(68)]
    by_name = [(way, "", "") for way in ways(COLLEAGUE, 32, seed=4)]
    letters = registered(by_unit + by_name)
    assert letters
    assert [[m.name for m in letter.mentions.all()] for letter in letters if not letter.is_apart] == []


def test_other_people_are_entered():
    chance = random.Random(5)
    others = [
        (
            spelled(name, chance) if at % 3 == 0 else name,
            ("云海市水务局", "某村委会", "")[at % 3],
            ("", "科长")[at % 2],
        )
        for at in range(300)
        for name in [OTHERS[at % len(OTHERS)]]
    ]
    letters = registered(others)
    assert len(letters) >= 285  # at most 5 % wait for a person
    assert not [letter for letter in letters if letter.is_apart]
