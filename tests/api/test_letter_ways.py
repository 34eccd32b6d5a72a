"""Letters returned, passed down, and found to frame somebody, over the interface."""

import pytest
from django.utils import timezone

from tests.factories import make_clue, make_letter
from tests.letter_ways import passed_down, returned, to_revise
from tests.reports import checked

pytestmark = pytest.mark.django_db


def step(caller, letter, address, **body):
    letter.refresh_from_db()
    match = f'"{letter.pk}-{letter.version}"'
    return caller.write(f"letters/{letter.number}/{address}", body, If_Match=match)


def fields(answer):
    return [each["field"] for each in answer.json()["errors"]]


def shown(caller, letter):
    return caller.read(f"letters/{letter.number}").json()


def test_a_return_is_proposed_and_stands_on_the_letter(by):
    letter, registrar = make_letter(), by("registrar")
    assert shown(registrar, letter)["open_steps"] == ["return", "pass-down"]
    missing = step(registrar, letter, "return-proposals", ground="not_ours", reason="x")
    assert (missing.status_code, fields(missing)) == (422, ["organ"])
    typed = {"ground": "not_ours", "organ": "市信访局", "reason": "不属于受理范围"}
    assert step(registrar, letter, "return-proposals", **typed).status_code == 200
    row = shown(registrar, letter)["returns"][0]
    assert (row["organ"], row["carried"]) == ("市信访局", None)
    again = step(registrar, letter, "return-proposals", **typed)
    assert (again.status_code, again.json()["type"]) == (409, "/problems/not-untouched")


def test_one_that_came_back_is_changed(by):
    letter, typed = to_revise(), {"ground": "no_substance", "reason": "没有具体事实"}
    refused = step(by("registrar_2"), letter, "return-revisions", **typed)
    assert (refused.status_code, refused.json()["type"]) == (403, "/problems/not_returned")
    assert step(by("registrar"), letter, "return-revisions", **typed).status_code == 200


def test_the_reporter_is_told_of_the_return(by):
    letter, today = returned(checked()), str(timezone.localdate())
    assert step(by("registrar"), letter, "return-notices", told_on=today, manner="letter").status_code == 200
    told = shown(by("registrar"), letter)["reporting"]["tellings"]
    assert [(row["what"], row["told_on"]) for row in told] == [("return", today)]


def test_a_letter_is_passed_down_and_accepted(by):
    letter, registrar, district = make_letter(), by("registrar"), by("district_custodian")
    assert district.read(f"letters/{letter.number}").status_code == 404
    wrong = step(registrar, letter, "passes", unit="supervision-1", reason="x")
    assert (wrong.status_code, fields(wrong)) == (422, ["unit"])
    assert step(registrar, letter, "passes", unit="district-1", reason="区管干部").status_code == 200
    assert shown(district, letter)["open_steps"] == ["accept", "send-back"]
    onward = step(district, letter, "pass-forwardings", unit="district-1", reason="x")
    assert onward.status_code == 422
    assert step(district, letter, "pass-acceptances").status_code == 200
    row = shown(registrar, letter)["passes"][0]
    assert (row["to_unit"], row["answer"], bool(row["due_at"])) == ("district-1", "accepted", True)


def test_it_is_sent_back_with_a_reason(by):
    letter = passed_down()
    assert step(by("registrar"), letter, "pass-returns", reason="x").status_code == 403
    assert step(by("district_custodian"), letter, "pass-returns", reason="非我区管辖").status_code == 200
    assert shown(by("registrar"), letter)["passes"][0]["answer_reason"] == "非我区管辖"


def test_a_finding_of_framing_stands_on_letter_and_clue(by):
    letter, today = make_letter(), str(timezone.localdate())
    clue, head = make_clue(letter), by("petition_head")
    typed = {"organ": "municipal", "document": "7号", "decided_on": today}
    below = step(head, letter, "framing-findings", **(typed | {"organ": "district"}))
    assert (below.status_code, fields(below)) == (422, ["organ"])
    assert step(head, letter, "framing-findings", **typed).status_code == 200
    assert by("manager").read(f"clues/{clue.number}").json()["framing"][0]["document"] == "7号"
    assert step(by("registrar"), letter, "framing-liftings", **typed).status_code == 403
    assert step(head, letter, "framing-liftings", **typed).status_code == 200
    assert [row["decision"] for row in shown(head, letter)["framing"]] == ["found", "lifted"]
