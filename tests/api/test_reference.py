"""What an external client can fill inputs with, instead of guessing."""

import pytest

from accounts.actions import declare_recusal
from clues.categories import Category
from clues.clue.terms import ClueState
from clues.terms import Source
from tests.factories import clue_at, make_letter, new_subject
from tests.town import person

pytestmark = pytest.mark.django_db


def items(answer):
    assert answer.status_code == 200, answer.content
    return answer.json()["items"]


def test_categories_are_a_tree(by):
    rows = {row["code"]: row for row in items(by("liaison").read("categories"))}
    assert len(rows) == Category.objects.count()
    assert rows["dining"]["parent"] in rows
    assert set(rows["dining"]) == {"code", "name", "name_en", "parent"}


def test_ways_of_disposal_are_those_in_force(by):
    codes = [row["code"] for row in items(by("team_handler").read("disposal-ways"))]
    assert codes[:4] == ["inquiry", "verification", "hold", "discreet"]


def test_levels_end_with_the_callers_clearance(by):
    rows = items(by("registrar").read("levels"))
    assert [row["code"] for row in rows] == ["public", "internal", "work_secret"]
    assert rows[0] == {"code": "public", "rank": 0, "name": "公开", "name_en": "Public"}


def test_sources_are_named_in_the_language_of_the_request(by):
    caller = by("registrar")
    caller.credentials(HTTP_ACCEPT_LANGUAGE="en")
    rows = items(caller.read("sources"))
    assert {row["code"] for row in rows} == set(Source.values)
    assert {"code": "visit", "name": "Visit"} in rows


class TestEligibleHandlers:
    @pytest.fixture
    def clue(self):
        return clue_at(ClueState.SIGNED)

    def test_the_head_of_the_unit_sees_whom_to_name(self, by, clue):
        rows = items(by("team_leader").read(f"clues/{clue.number}/eligible-handlers"))
        assert rows == [
            {"username": name, "name": name.replace("_", " ")}
            for name in ("team_handler", "team_handler_2", "team_handler_3")
        ]
        body = {"handlers": [row["username"] for row in rows[:2]]}
        assert by("team_leader").step(clue, "assignments", body).status_code == 200

    def test_whoever_is_recused_is_not_offered(self, by):
        letter = make_letter(subjects=[new_subject(identifiers={"staff": "R-1"})])
        clue = clue_at(ClueState.SIGNED, letter=letter)
        handler = person("team_handler")
        declare_recusal(handler, identity=("staff", "R-1"), by=handler)
        rows = items(by("team_leader").read(f"clues/{clue.number}/eligible-handlers"))
        assert [row["username"] for row in rows] == ["team_handler_2", "team_handler_3"]
        told = by("team_leader").read(f"clues/{clue.number}/eligible-handlers").json()["not_offered"]
        assert told == [{"username": "team_handler", "name": "team handler"}]

    @pytest.mark.parametrize("who", ["team_custodian", "manager"])
    def test_whoever_may_not_assign_is_told_why(self, by, clue, who):
        answer = by(who).read(f"clues/{clue.number}/eligible-handlers")
        assert (answer.status_code, answer.json()["type"]) == (403, "/problems/not_head")

    def test_before_its_time_it_is_a_conflict(self, by):
        clue = clue_at(ClueState.PUSHED)
        answer = by("team_leader").read(f"clues/{clue.number}/eligible-handlers")
        assert (answer.status_code, answer.json()["happened"]["state"]) == (409, "pushed")

    def test_strangers_find_no_clue(self, by, clue):
        caller = by("district_head")
        hidden = caller.read(f"clues/{clue.number}/eligible-handlers")
        absent = caller.read("clues/XS-2026-999999/eligible-handlers")
        assert (hidden.status_code, hidden.content) == (404, absent.content)
