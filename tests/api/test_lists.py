import pytest
from django.utils import timezone

from tests.factories import clue_at, make_clue, make_letter
from tests.town import person

pytestmark = pytest.mark.django_db


def numbers(answer):
    assert answer.status_code == 200, answer.content
    return [item["number"] for item in answer.json()["items"]]


class TestWhatIsListed:
    def test_only_what_the_caller_may_see(self, by):
        clue, letter = make_clue(), make_letter()
        assert numbers(by("manager").read("clues")) == [clue.number]
        assert numbers(by("registrar").read("letters")) == [letter.number, clue.letters.get().number]
        for stranger in ("liaison", "team_leader", "system_admin"):
            assert numbers(by(stranger).read("clues")) == []
            assert numbers(by(stranger).read("letters")) == []

    def test_a_row_says_what_is_needed_to_choose_and_to_act(self, by):
        clue = clue_at("pushed")
        (row,) = by("team_custodian").read("clues").json()["items"]
        assert row == {
            "id": clue.pk,
            "number": clue.number,
            "title": clue.title,
            "source": "letter",
            "category": "dining",
            "classification": "work_secret",
            "state": "pushed",
            "subject": clue.subject.name,
            "holder": "case-management",
            "target": "team-1",
            "registered_at": clue.registered_at.isoformat(),
            "opinion_due_at": None,
            "version": clue.version,
        }

    def test_pages_follow_one_another(self, by):
        letters = [make_letter().number for _ in range(5)]
        caller, seen, page = by("registrar"), [], "/api/v1/letters?limit=2"
        while page:
            answer = caller.get(page)
            assert len(answer.json()["items"]) <= 2
            seen += numbers(answer)
            page = answer.json()["next"]
        assert seen == letters[::-1]

    def test_filters_stay_on_the_next_page(self, by):
        for source in ("visit", "call", "visit", "visit"):
            make_letter(source=source)
        first = by("registrar").read("letters", source="visit", limit=2).json()
        second = by("registrar").get(first["next"]).json()
        assert [row["source"] for row in first["items"] + second["items"]] == ["visit"] * 3


class TestFilters:
    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ({"state": "registered"}, True),
            ({"state": "signed"}, False),
            ({"source": "letter"}, True),
            ({"source": "visit"}, False),
            ({"category": "dining"}, True),
            ({"category": "gifts"}, False),
            ({"holder": "case-management"}, True),
            ({"holder": "team-1"}, False),
            ({"state": "registered", "holder": "case-management"}, True),
        ],
    )
    def test_clues(self, by, query, found):
        make_clue()
        assert len(numbers(by("manager").read("clues", **query))) == found

    def test_letters_by_day(self, by):
        today = timezone.localdate()
        old = make_letter(received_on=today.replace(year=today.year - 1)).number
        new = make_letter().number
        caller = by("registrar")
        assert numbers(caller.read("letters", received_from=today.isoformat())) == [new]
        assert numbers(caller.read("letters", received_to=today.replace(month=1, day=1).isoformat())) == [old]

    @pytest.mark.parametrize("path", ["letters", "clues", "duties", "notices"])
    def test_a_parameter_nobody_knows_is_refused(self, by, path):
        answer = by("manager").read(path, stat="registered")
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "unknown-field")
        assert answer.json()["errors"][0]["field"] == "stat"

    @pytest.mark.parametrize(
        "query", ["state=new", "category=none", "holder=none", "state=signed&state=pushed"]
    )
    def test_a_wrong_value_is_refused(self, by, query):
        answer = by("manager").get(f"/api/v1/clues?{query}")
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["field"] in query

    def test_a_wrong_day_is_refused(self, by):
        assert by("registrar").read("letters", received_from="yesterday").status_code == 422


class TestReference:
    def test_units_are_open_to_everybody_who_signs_in(self, by):
        units = by("liaison").read("units").json()["items"]
        assert {
            "code": "team-1",
            "kind": "inspection_team",
            "name": "单位 team-1",
            "name_en": "Unit team-1",
        } in units
        assert [unit["code"] for unit in units] == sorted(unit["code"] for unit in units)

    def test_who_am_i(self, by):
        me = by("team_leader").read("me").json()
        assert (me["username"], me["clearance"], me["roles"]) == (
            "team_leader",
            "work_secret",
            ["team_leader"],
        )
        assert [post["unit"] for post in me["posts"]] == ["team-1"]

    def test_nobody_anonymous(self, client):
        for path in ("letters", "clues", "duties", "notices", "units", "me", "approvals/1"):
            answer = client.get(f"/api/v1/{path}")
            assert (answer.status_code, answer.json()["type"]) == (401, "/problems/not-authenticated")

    def test_who_is_cleared_for_nothing_reads_nothing(self, by):
        make_clue()
        someone = person("manager")
        someone.clearance = None
        someone.save()
        assert numbers(by("manager").read("clues")) == []
        assert by("manager").read("me").json()["clearance"] is None
