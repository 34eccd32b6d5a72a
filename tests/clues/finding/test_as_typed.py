"""What clerks type finds the matter: parts of numbers, other spellings of names, letters and initials."""

from __future__ import annotations

import pytest
from django.utils import timezone

from clues.finding import find as finding
from clues.finding.find import Within, find
from clues.finding.models import NumberSought
from clues.letters.models.letters import Letter
from hub.kernel.errors import Invalid
from tests.api.conftest import Caller
from tests.factories import make_letter, new_subject
from tests.town import person

pytestmark = pytest.mark.django_db

RIC = "110101198001015006"


def letter(name: str, **given) -> Letter:
    identifiers = given.pop("identifiers", {})
    return make_letter(subjects=[new_subject(name=name, identifiers=identifiers)], **given)


def found(words: str, **given) -> list[Letter]:
    return list(find(words, by=person("registrar"), **given).letters)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("李某", "李 某"),
        ("李某", "李\u3000某"),
        ("赵试1", "赵 试1"),
        ("赵试1", "试1"),
        ("褚雨桐", "雨桐"),
        ("褚雨桐", "chuyutong"),
        ("褚雨桐", "Chu Yutong"),
        ("褚雨桐", "cyt"),
        ("赵试1", "zhaoshi"),
        ("赵试1", "zs"),
        ("单雄信", "shanxiong"),
        ("欧阳试", "歐陽試"),
        ("歐陽試", "欧阳试"),
        ("阿卜杜拉·艾合买提", "阿卜杜拉•艾合买提"),
        ("阿卜杜拉·艾合买提", "阿卜杜拉.艾合买提"),
        ("阿卜杜拉·艾合买提", "阿卜杜拉艾合买提"),
        ("阿卜杜拉·艾合买提", "艾合买提"),
        ("John Smith", "john smith"),
        ("John Smith", "ＪＯＨＮ"),
        ("John Smith", "smith"),
        ("𡐓试", "𡐓"),
    ],
)
def test_a_name_as_it_is_typed(name, words):
    wanted = letter(name)
    letter("钱别人")
    assert found(words) == [wanted]


@pytest.mark.parametrize(
    "words",
    ["{series}—{year}—{serial}", "{series}–{year}–{serial}", "{serial}", "{short}", "{year}-{serial}"],
)
def test_a_number_or_its_end(words):
    wanted = letter("李某")
    series, year, serial = wanted.number.split("-")
    typed = words.format(series=series, year=year, serial=serial, short=int(serial))
    assert wanted in found(typed)


def test_the_number_at_the_source():
    wanted = letter("李某", external_number="v48-1/甲")
    assert found("v48-1") == [wanted]
    assert found("Ｖ48 1甲") == [wanted]


def test_an_identity_number_is_looked_for_with_a_reason_that_is_kept():
    wanted = letter("李某", identifiers={"cn.ric": RIC})
    with pytest.raises(Invalid) as refusal:
        found(RIC)
    assert list(refusal.value.fields) == ["reason"]
    assert not NumberSought.objects.exists()
    assert found("110101 19800101 5006", reason="复核 XS-1") == [wanted]
    sought = NumberSought.objects.get()
    assert (sought.by, sought.reason) == (person("registrar"), "复核 XS-1")
    assert RIC not in sought.key
    assert list(find(RIC, by=person("district_handler"), reason="x").letters) == []


def test_exact_names_come_first_and_the_rest_can_be_narrowed(monkeypatch):
    monkeypatch.setattr(finding, "MOST", 2)
    exact = letter("赵试1")
    others = [letter(f"赵试1{at}") for at in range(4)]
    assert found("赵试1") == [exact, others[3]]
    assert found("赵试1", within=Within(page=1)) == [others[2], others[1]]
    assert found("赵试1", within=Within(page=2)) == [others[0]]
    today = timezone.localdate()
    day = Within(since=others[0].received_on, until=others[0].received_on)
    assert found("赵试1", within=day)
    assert found("赵试1", within=Within(since=today.replace(year=today.year + 1))) == []


def test_a_name_is_found_in_the_letter_that_has_it_and_in_no_other():
    """Both are about one person; who sees the second alone does not learn the name in the first."""
    first = letter("褚试甲", identifiers={"cn.ric": RIC})
    other = letter("完全另一人", identifiers={"cn.ric": RIC})
    assert found("褚试甲") == [first]
    assert found("完全另") == [other]


def test_a_letter_is_found_by_the_number_it_gives_and_by_no_other():
    """The second gives a staff number alone: that more is known of the person is not learned from it."""
    first = letter("褚试甲", identifiers={"cn.ric": RIC, "staff": "W-1"})
    other = letter("褚试甲", identifiers={"staff": "W-1"})
    assert first.subjects.get() == other.subjects.get()
    assert found(RIC, reason="复核") == [first]


def test_over_the_interface():
    wanted = letter("褚雨桐")
    answer = Caller("registrar").write("searches", {"words": "cyt", "page": 0}).json()
    assert [row["number"] for row in answer["letters"]] == [wanted.number]
    assert Caller("registrar").write("searches", {"words": RIC}).status_code == 422
