"""Duties and notices: one's own, and of matters only what is visible now."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hub.access.grants import Holders, revoke
from hub.duties.models import Duty
from hub.events.models import Notice
from tests.factories import clue_at, make_clue
from tests.signing import running_approval
from tests.town import person

pytestmark = pytest.mark.django_db


def hide(clue):
    groups = list(clue.group_grants.values_list("group_id", flat=True))
    revoke([clue], Holders(groups=groups), by=None)


class TestDuties:
    def test_what_waits_and_until_when(self, by):
        clue = make_clue()
        (item,) = by("manager").read("duties").json()["items"]
        duty = Duty.objects.get()
        assert item == {
            "id": duty.pk,
            "kind": "clue.propose",
            "title": item["title"],
            "why": item["why"],
            "number": clue.number,
            "url": f"/api/v1/clues/{clue.number}",
            "ref": None,
            "opened_at": duty.opened_at.isoformat(),
            "due_at": duty.due_at.isoformat(),
            "due_certain": True,
            "overdue": False,
        }
        assert item["title"]
        assert item["why"]
        assert by("registrar").read("duties").json()["items"] == []

    def test_the_most_urgent_first(self, by):
        clues = [make_clue() for _ in range(3)]
        now = timezone.now()
        for clue, days in zip(clues, (2, -1, 1), strict=True):
            Duty.objects.about(clue).update(due_at=now + timedelta(days=days))
        items = by("manager").read("duties").json()["items"]
        assert [item["number"] for item in items] == [clues[1].number, clues[2].number, clues[0].number]
        assert [item["overdue"] for item in items] == [True, False, False]

    def test_a_signature_names_its_approval(self, by):
        clue = clue_at("proposed")
        (item,) = by("management_head").read("duties").json()["items"]
        assert (item["kind"], item["ref"]) == ("approval.sign", running_approval(clue).pk)

    def test_of_a_hidden_matter_not_even_that_it_waits(self, by):
        clue = make_clue()
        hide(clue)
        assert by("manager").read("duties").json()["items"] == []

    def test_hidden_ones_do_not_shorten_a_page(self, by):
        clues = [make_clue() for _ in range(6)]
        for clue in clues[:4]:
            hide(clue)
        first = by("manager").read("duties", limit=1).json()
        second = by("manager").get(first["next"]).json()
        assert [item["number"] for item in first["items"] + second["items"]] == [
            clue.number for clue in clues[4:]
        ]
        assert second["next"] is None


class TestNotices:
    def test_from_the_last_number_on(self, by):
        clue = clue_at("signed")
        caller = by("manager")
        items = caller.read("notices").json()["items"]
        assert [item["seq"] for item in items] == list(range(1, len(items) + 1))
        assert items[0]["kind"] == "clue.registered"
        assert {item["number"] for item in items} == {clue.number}
        assert {item["url"] for item in items} == {f"/api/v1/clues/{clue.number}"}
        later = caller.read("notices", after=items[0]["seq"]).json()["items"]
        assert later == items[1:]
        page = caller.read("notices", limit=2).json()
        assert page["next"] == "/api/v1/notices?limit=2&after=2"
        assert caller.get(page["next"]).json()["items"] == items[2:4]
        assert caller.read("notices", after=10**6).json() == {"items": [], "next": None}

    def test_of_a_hidden_matter_only_what_kind_of_thing(self, by):
        clue = make_clue()
        hide(clue)
        (item,) = by("manager").read("notices").json()["items"]
        assert (item["kind"], item["number"], item["url"], item["by"]) == (
            "clue.registered",
            None,
            None,
            None,
        )

    def test_reading_them(self, by):
        clue_at("approved")
        caller = by("manager")
        items = caller.read("notices").json()["items"]
        answer = caller.write("notices/read", {"up_to": items[0]["seq"]}, Idempotency_Key="k-1")
        assert answer.json() == {"marked": 1}
        assert caller.write("notices/read", {"up_to": items[0]["seq"]}).json() == {"marked": 0}
        read = [item["read_at"] is not None for item in caller.read("notices").json()["items"]]
        assert read == [True] + [False] * (len(items) - 1)
        assert Notice.objects.filter(recipient=person("management_head"), read_at=None).exists()

    @pytest.mark.parametrize("after", ["-1", "x", "9" * 30, "1.5"])
    def test_an_odd_number_is_refused(self, by, after):
        assert by("manager").read("notices", after=after).status_code == 422

    @pytest.mark.parametrize("body", [{}, {"up_to": -1}, {"up_to": "all"}, {"up_to": 1, "all": True}])
    def test_odd_input_is_refused(self, by, body):
        assert by("manager").write("notices/read", body).status_code == 422
