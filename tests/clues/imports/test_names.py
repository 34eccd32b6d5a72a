"""What the cells of a row name: several people, bodies, posts beside names, nobody; numbers among words."""

from __future__ import annotations

import time

import pytest

from clues.imports.named import subjects_in
from clues.letters.models.letters import Letter
from clues.subjects.models import Subject
from hub.kernel.errors import Invalid
from tests.api.conftest import Caller
from tests.factories import make_letter, new_subject
from tests.files import HEADINGS, rows, xlsx
from tests.importing import outcomes, run
from tests.town import person

pytestmark = pytest.mark.django_db

RIC = "110101198001015006"


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("李某、王某", ["李某", "王某"]),
        ("李某；王某", ["李某", "王某"]),
        ("李某，王某", ["李某", "王某"]),
        ("李某,王某", ["李某", "王某"]),
        ("李某 王某", ["李某", "王某"]),
        ("李某/王某", ["李某", "王某"]),
        ("李某和王某", ["李某", "王某"]),
        ("李某\n王某", ["李某", "王某"]),
        ("1、李某 2、王某", ["李某", "王某"]),
        ("1. 李某；2. 王某", ["李某", "王某"]),
        ("（一）李某（二）王某", ["李某", "王某"]),
        ("李某（另案处理）、王某", ["李某", "王某"]),
        ("李某、", ["李某"]),
        ("李某等3人", ["李某"]),
        ("李某（局长）", ["李某"]),
        ("李某(女)", ["李某"]),
        ("李 某", ["李某"]),
        ("李某\u200b", ["李某"]),
        ("李某同志", ["李某"]),
        ("李某局长", ["李某"]),
        ("局长李某", ["李某"]),
        ("李和平", ["李和平"]),
        ("欧阳试", ["欧阳试"]),
        ("欧阳 锋 李四", ["欧阳锋", "李四"]),
        ("李某·买买提", ["李某·买买提"]),
        ("阿卜杜拉•艾合买提", ["阿卜杜拉·艾合买提"]),
        ("阿卜杜拉・艾合买提", ["阿卜杜拉·艾合买提"]),
        ("阿卜杜拉.艾合买提", ["阿卜杜拉·艾合买提"]),
        ("阿卜杜拉．艾合买提", ["阿卜杜拉·艾合买提"]),
        ("JOHN SMITH", ["JOHN SMITH"]),
        ("𡐓试", ["𡐓试"]),
        ("㛃试", ["㛃试"]),
        ("不详", []),
        ("无", []),
        ("—", []),
        ("云海市水务局", ["云海市水务局"]),
        ("某局领导班子", ["某局领导班子"]),
    ],
)
def test_a_cell_of_names(cell, names):
    assert [new.name for new in subjects_in({"subject_name": cell}).subjects] == names


@pytest.mark.parametrize("cell", ["云海市水务局", "某局领导班子", "某某有限公司", "青山村委会"])
def test_bodies_are_told_from_people(cell):
    assert [new.kind for new in subjects_in({"subject_name": cell}).subjects] == ["organisation"]
    assert [new.kind for new in subjects_in({"subject_name": "李某"}).subjects] == ["person"]


def test_what_is_beside_a_name_is_not_lost():
    assert subjects_in({"subject_name": "市水务局局长李某"}).subjects[0].post == "市水务局局长"
    assert "女" in subjects_in({"subject_name": "李某（女）"}).remarks[0]
    assert subjects_in({"subject_name": "李某等3人"}).remarks
    assert "某村" in subjects_in({"subject_name": "李某", "subject_unit": "某村"}).remarks[0]


@pytest.mark.parametrize(
    "cell",
    [
        "局长" * 50 + "的",
        "局长" * 190 + "的",
        "李和" * 190,
        "(" * 400,
        "李 " * 190,
        "原" * 390,
        "·" * 390,
        "局" * 100_000,
    ],
)
def test_no_cell_takes_longer_than_it_is_long(cell):
    """Each of these once had, or could have, more ways to be parted than anybody waits for."""
    begun = time.process_time()
    subjects_in({"subject_name": cell, "subject_unit": cell})
    assert time.process_time() - begun < 20


def test_a_cell_longer_than_a_list_of_names_is_held_back():
    batch = run(xlsx([[*rows(1)[0], "李某、" * 300]], [*HEADINGS, "被反映人"]))
    assert outcomes(batch) == (0, 0, 1)


def test_where_one_name_ends_is_not_guessed():
    batch = run(xlsx([[*rows(1)[0], "甲乙 丙丁戊己"]], [*HEADINGS, "被反映人"]))
    assert outcomes(batch) == (0, 0, 1)
    assert Letter.objects.count() == 0


@pytest.mark.parametrize(
    ("cell", "registered", "numbers"),
    [
        (RIC, 1, 1),
        ("110101 19800101 5006", 1, 1),
        (f"'{RIC}", 1, 1),
        (f"\u200b{RIC}", 1, 1),
        ("110101800101500", 1, 1),
        (f"{RIC}（本人）", 1, 1),
        (f"身份证：{RIC}", 1, 1),
        ("无", 1, 0),
        ("不详", 1, 0),
        ("/", 1, 0),
        ("-", 1, 0),
        ("0", 1, 0),
        ("暂无", 1, 0),
        ("110101198001015007", 0, 0),
        ("11010119800101500", 0, 0),
        (f"{RIC}、110101198001017773", 0, 0),
        ("护照E12345678", 0, 0),
    ],
)
def test_a_cell_with_a_number(cell, registered, numbers):
    batch = run(xlsx([[*rows(1)[0], "钱试甲", cell]], [*HEADINGS, "被反映人", "被反映人身份证号"]))
    assert outcomes(batch) == (registered, 0, 1 - registered)
    assert sum(subject.identifiers.count() for subject in Subject.objects.filter(name="钱试甲")) == numbers


@pytest.mark.parametrize(
    ("name", "contact", "signing"),
    [
        ("匿名", "13800000000", "anonymous"),
        ("佚名", "13800000000", "anonymous"),
        ("无", "13800000000", "anonymous"),
        ("不详", "无", "anonymous"),
        ("群众", "13800000000", "anonymous"),
        ("某单位职工", "13800000000", "anonymous"),
        ("知情人", "13800000000", "anonymous"),
        ("未署名", "13800000000", "anonymous"),
        ("张某", "-", "anonymous"),
        ("张某", "来信未留", "anonymous"),
        ("/", "/", "anonymous"),
        ("张某", "13800000000", "real_name"),
    ],
)
def test_who_is_a_name_and_who_is_not(name, contact, signing):
    run(xlsx([[*rows(1)[0], name, contact]], [*HEADINGS, "信访人", "联系电话"]))
    assert Letter.objects.get().signing == signing


def test_a_real_name_that_is_none_is_anonymous_and_said():
    lines = [[*rows(2)[0], "", "", "实名"], [*rows(2)[1], "张某", "1380", "是的吧"]]
    batch = run(xlsx(lines, [*HEADINGS, "信访人", "联系电话", "署名情况"]))
    assert [row.letter.signing for row in batch.rows.all()] == ["anonymous", "real_name"]
    assert all(row.remark for row in batch.rows.all())


@pytest.mark.parametrize("value", ["-", "无", "0", "不详"])
def test_over_the_interface_a_word_for_nothing_is_no_number(value):
    body = {"title": "t", "text": "t", "received_on": "2026-03-02", "classification": "work_secret"}
    subject = {"name": "卫二", "identifiers": [{"scheme": "staff", "value": value}]}
    answer = Caller("registrar").write("letters", body | {"subjects": [subject]})
    assert answer.status_code == 422
    assert not Letter.objects.exists()


def test_one_number_and_two_names_is_one_subject_and_each_letter_keeps_its_own():
    first = make_letter(subjects=[new_subject(name="褚试甲", identifiers={"cn.ric": RIC})])
    other = make_letter(subjects=[new_subject(name="完全另一人", identifiers={"cn.ric": RIC})])
    assert first.subjects.get() == other.subjects.get()
    assert [each.mentions.get().name for each in (first, other)] == ["褚试甲", "完全另一人"]


def test_a_company_s_code_is_no_person_s():
    with pytest.raises(Invalid):
        make_letter(
            subjects=[new_subject(identifiers={"cn.uscc": "91110000600037341L"})], by=person("registrar")
        )


def test_a_letter_that_may_be_about_the_own_leader_waits_until_a_person_says():
    body = {"title": "t", "text": "t", "received_on": "2026-03-02", "classification": "work_secret"}
    body["subjects"] = [{"name": "某某", "post": "市纪委书记"}]
    caller = Caller("registrar")
    answer = caller.write("letters", body)
    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/in-doubt")
    assert not Letter.objects.exists()
    assert caller.write("letters", body | {"somebody_else": True}).status_code == 201
