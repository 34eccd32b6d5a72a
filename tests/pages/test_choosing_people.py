"""Whom the pages of an approval offer."""

from __future__ import annotations

import pytest
from django.utils import timezone

from clues.clue.terms import ClueState
from hub.approvals.models import Seat
from hub.approvals.terms import Mode
from tests.approvals import runs
from tests.factories import clue_at
from tests.pages.approving import key
from tests.signing import running_approval
from tests.town import person

pytestmark = pytest.mark.django_db


class TestChoosingPeople:
    def test_only_those_are_offered_who_could_take_it(self, page):
        approval = runs.three(Mode.ALL)
        signer = page(approval, "F")
        names = {each.username for each in signer.open("transfer", q="head").context["people"]}
        assert "group_head" in names
        assert signer.open("transfer", q="manager").context["people"] == [person("manager_2")]
        assert signer.open("transfer", q="petition head").context["people"] == []
        assert signer.open("transfer", q="system_admin").context["people"] == []

    def test_whoever_is_recused_is_missing_without_a_word(self, page):
        clue = clue_at(ClueState.PROPOSED)
        approval = running_approval(clue)
        subject = clue.subject.identifiers.get()
        head = page(approval, "management_head")
        assert len(head.open("transfer", q="group head").context["people"]) == 1
        other = person("group_head")
        other.recusals.create(
            party_key=subject.key, ground="relative", from_on=timezone.localdate(), declared_by=other
        )
        absent = head.open("transfer", q="group head")
        nobody = head.open("transfer", q="nobody of this name")
        assert absent.context["people"] == nobody.context["people"] == []
        refused = head.send("transfer", to=str(other.pk), reason="r")
        assert refused.context["form"].errors["to"] == ["This person cannot take this on."]

    def test_asked_again_while_typing_the_chosen_ones_stay(self, acting):
        approval = runs.three(Mode.ALL)
        client = acting("manager")
        answer = client.get(
            f"/approvals/{approval.pk}/copy/",
            {"q": "district", "to": key("X")},
            headers={"hx-request": "true"},
        )
        page = answer.content.decode()
        assert "<html" not in page
        assert f'value="{key("X")}" checked' in page
        assert "district head" in page

    def test_found_by_unit(self, page):
        people = page(runs.three(Mode.ALL), "F").open("transfer", q="dispatched-2").context["people"]
        assert {each.username for each in people} == {"group_head", "group_custodian", "group_handler"}


def test_a_claimed_seat_says_that_a_colleague_has_it(acting):
    from_clue = running_approval(clue_at(ClueState.PROPOSED))
    seat = Seat.objects.in_open_step(from_clue).get()
    seat.claimed_by = person("manager_2")
    seat.save()
    page = acting("management_head").get(f"/approvals/{from_clue.pk}/").content.decode()
    assert "A colleague has taken this on." in page
