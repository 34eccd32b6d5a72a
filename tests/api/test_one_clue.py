"""One clue as the interface shows it, and what it explains."""

import pytest

from tests.api.way import BODIES
from tests.factories import (
    clue_at,
    make_clue,
)

pytestmark = pytest.mark.django_db


class TestOneClue:
    def test_what_hangs_on_it(self, by):
        clue = clue_at("concluded")
        shown = by("manager").read(f"clues/{clue.number}").json()
        assert shown["subject"]["standing"]["unit"] == "org-1"
        assert [each["number"] for each in shown["letters"]] == [clue.letters.get().number]
        assert [each["chosen"] for each in shown["proposals"]] == ["team-1"]
        assert [each["received_by"] for each in shown["custody"]] == ["team custodian"]
        assert [each["username"] for each in shown["handlers"]] == ["team_handler", "team_handler_2"]
        assert [each["way"] for each in shown["opinions"]] == ["verification"]
        assert [each["finding"] for each in shown["results"]] == ["unfounded"]
        assert [each["to_unit"] for each in shown["feedback"]] == ["petition"]
        assert [each["name"] for each in shown["transitions"]] == ["follow_up", "recuse", "order_recusal"]
        assert len(shown["follow_ups"]) == 2

    def test_letters_the_caller_may_not_see_are_not_named(self, by):
        clue = clue_at("proposed")
        assert by("management_head").read(f"clues/{clue.number}").json()["letters"] != []
        clue.letters.get().group_grants.all().delete()
        assert by("management_head").read(f"clues/{clue.number}").json()["letters"] == []

    def test_the_etag_is_the_version_to_act_on(self, by):
        clue = make_clue()
        caller = by("manager")
        etag = caller.read(f"clues/{clue.number}")["ETag"]
        answer = caller.write(f"clues/{clue.number}/proposals", BODIES["proposals"], If_Match=etag)
        assert answer.status_code == 200
        assert caller.read(f"clues/{clue.number}")["ETag"] == answer["ETag"] != etag

    def test_its_route(self, by):
        clue = make_clue()
        shown = by("manager").read(f"clues/{clue.number}/routing-proposal").json()
        assert (shown["rule"], shown["rule_version"], shown["unit"]) == ("inspected-unit", 1, "team-1")
        assert shown["values"]["inspecting_team"] == "team-1"
        assert shown["basis"]

    def test_its_history_newest_first(self, by):
        clue = clue_at("signed")
        caller = by("team_leader")
        lines = caller.read(f"clues/{clue.number}/history").json()["items"]
        assert [lines[0]["kind"], lines[-1]["kind"]] == ["clue.signed", "clue.registered"]
        assert lines[0]["by"] == "team custodian"
        assert all(set(line) == {"id", "kind", "title", "at", "by"} for line in lines)
        first = caller.read(f"clues/{clue.number}/history", limit=2).json()
        assert caller.get(first["next"]).json()["items"] == lines[2:4]

    def test_hidden_and_absent_are_the_same(self, by):
        clue = clue_at("pushed")
        for rest in ("", "/history", "/routing-proposal"):
            hidden = by("office_head").read(f"clues/{clue.number}{rest}")
            absent = by("office_head").read(f"clues/XS-2026-999999{rest}")
            assert (hidden.status_code, hidden.content) == (404, absent.content)

    def test_the_returning_unit_loses_sight_of_it(self, by):
        clue = clue_at("pushed")
        assert by("team_custodian").step(clue, "returns", BODIES["returns"]).status_code == 200
        assert by("team_custodian").read(f"clues/{clue.number}").status_code == 404


class TestExplaining:
    @pytest.mark.parametrize(
        ("name", "sees", "code"),
        [
            ("team_custodian", True, "granted"),
            ("office_head", False, "no_grant"),
            ("system_admin", False, "clearance"),
        ],
    )
    def test_a_case_manager_learns_why(self, by, name, sees, code):
        clue = clue_at("pushed")
        told = by("manager").read(f"explain/clues/{clue.number}", person=name).json()
        assert (told["person"], told["sees"], told["code"]) == (name, sees, code)
        assert told["sentence"]

    def test_it_is_the_case_managers_alone(self, by):
        clue = clue_at("pushed")
        path = f"explain/clues/{clue.number}"
        assert (
            by("team_custodian").read(path, person="manager").json()["type"] == "/problems/not_case_manager"
        )
        assert by("office_head").read(path).status_code == 404
        assert by("manager").read(path).json()["person"] == "manager"
        assert by("manager").read(path, person="nobody").status_code == 422
        assert by("manager").read(path, who="manager").status_code == 422
