"""Rows as letters: days, words, subjects, and what is refused."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation

from accounts.models import Person
from clues.imports.fields import FIELD_NAMES, LETTERS
from clues.imports.rows import Reading, words_for
from clues.letters.actions.letters import NewLetter
from clues.letters.terms import Signing
from clues.terms import Source
from hub.tables.reading import Line
from hub.tables.rows import BadRow
from tests.factories import level
from tests.town import unit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


REGISTRAR = Person(clearance_id=20)
GOOD = {"external_number": "N-1", "title": "标题", "text": "反映的情况", "received_on": "2024-03-05"}


def reading(**given) -> Reading:
    usual = {"source": Source.LETTER, "level": level("internal"), "by": REGISTRAR, "office": unit("petition")}
    return Reading(**(usual | given))


def letter(**values: str) -> NewLetter:
    return reading().letter(Line(2, GOOD | values, {}))[0]


def remark(**values: str) -> str:
    return reading().letter(Line(2, GOOD | values, {}))[1]


def refused(**values: str) -> str:
    with pytest.raises(BadRow) as caught:
        reading().letter(Line(2, GOOD | values, {}))
    return str(caught.value.message)


# --- rows -------------------------------------------------------------------------------------


def test_a_full_row():
    new = letter(
        source="电话",
        signing="匿名",
        category="违规吃喝",
        reporter_name="某甲",
        reporter_contact="电话一",
        subject_name="某乙",
        subject_unit="单位 org-1",
        subject_post="科长",
    )
    assert (new.external_number, new.title, new.text) == ("N-1", "标题", "反映的情况")
    assert (new.received_on, new.source, new.signing) == (date(2024, 3, 5), Source.CALL, Signing.ANONYMOUS)
    assert new.category.code == "dining"
    assert new.reporter == ("某甲", "电话一")
    (subject,) = new.subjects
    assert (subject.name, subject.post, subject.unit.code) == ("某乙", "科长", "org-1")


@pytest.mark.parametrize("name", ["title", "text", "received_on"])
def test_what_every_letter_needs(name):
    assert refused(**{name: ""}) == f"Missing: {FIELD_NAMES[name]}"


@pytest.mark.parametrize(
    ("name", "length"),
    [("title", 201), ("external_number", 61), ("subject_unit", 161), ("subject_name", 121)],
)
def test_what_has_no_room_is_refused_rather_than_cut(name, length):
    assert refused(**{name: "甲" * length}) == f"Too long: {FIELD_NAMES[name]}"


def test_a_title_is_one_line_and_begins_the_text_where_a_file_has_none():
    assert letter(title="一\n\t二").title == "一 二"
    untitled = {name: value for name, value in GOOD.items() if name != "title"}
    new, _remark = reading().letter(Line(2, untitled | {"text": "很长的情况" * 30}, {}))
    assert len(new.title) == 60
    assert new.title.endswith("…")


def test_sources_by_word_label_and_code():
    for word in ("来访", "走访", "visit", "Visit", " VISIT "):
        assert letter(source=word).source == Source.VISIT
    assert words_for("source")["网上信访"] == Source.WEB
    assert letter(source="").source == Source.LETTER


def test_unknown_words_are_left_out_with_a_remark():
    assert letter(source="市长信箱").source == Source.LETTER
    assert "市长信箱" in remark(source="市长信箱")
    assert letter(category="城乡").category is None
    assert "城乡" in remark(category="城乡")
    assert remark() == ""


def test_a_category_by_the_end_of_its_path():
    assert letter(category="作风问题/违规吃喝").category.code == "dining"
    assert letter(category="Dining at public expense").category.code == "dining"


def test_the_higher_classification_counts():
    assert letter(classification="工作秘密").classification == level("work_secret")
    assert letter(classification="公开").classification == level("internal")
    assert letter(classification="").classification == level("internal")
    assert refused(classification="机密") == "The classification is above your clearance."
    assert refused(classification="有点密") == "The classification is not a known one."


@pytest.mark.parametrize(
    ("word", "reporter", "signing"),
    [
        ("", ("", ""), Signing.ANONYMOUS),
        ("", ("某甲", ""), Signing.ANONYMOUS),
        ("", ("某甲", "电话一"), Signing.REAL_NAME),
        ("实名", ("", ""), Signing.ANONYMOUS),
        ("否", ("某甲", "电话一"), Signing.ANONYMOUS),
    ],
)
def test_a_real_name_is_one_that_can_be_reached(word, reporter, signing):
    new = letter(signing=word, reporter_name=reporter[0], reporter_contact=reporter[1])
    assert new.signing == signing
    assert new.reporter == (reporter if any(reporter) else None)


def test_several_subjects_in_one_cell_are_several_people():
    assert [subject.name for subject in letter(subject_name="某乙、某丙；某丁").subjects] == [
        "某乙",
        "某丙",
        "某丁",
    ]
    assert remark(subject_name="某乙、某丙") == ""
    assert "one name" in remark(subject_name="某乙、某丙", subject_post="科长")
    assert "one name" in remark(subject_post="科长")
    assert list(letter(subject_post="科长").subjects) == []


# --- tables -----------------------------------------------------------------------------------


def test_the_table_of_headings_knows_every_field_and_no_other():
    assert set(LETTERS.known.values()) == set(FIELD_NAMES)


def test_words_lead_to_known_values():
    assert set(words_for("source").values()) <= set(Source.values)
    assert set(words_for("signing").values()) == set(Signing.values)
