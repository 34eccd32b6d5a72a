"""One's own absences."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from hub.approvals.models import Absence
from tests.approvals import runs
from tests.town import person

pytestmark = pytest.mark.django_db
PAGE = "/approvals/absences/"


def days(first=0, last=3):
    today = timezone.localdate()
    return {"from_on": today + timedelta(first), "to_on": today + timedelta(last)}


def key(name):
    return str(person(name).pk)


def test_declared_listed_and_ended(acting):
    head = acting("petition_head")
    runs.three("all")
    assert head.post(PAGE, {"to": key("group_head"), **days(), "person": key("petition_head")}).url == PAGE
    assert "group head signs for you" in head.get(PAGE).content.decode()
    assert "You sign for petition head" in acting("group_head").get(PAGE).content.decode()
    absence = Absence.objects.get()
    end = f"{PAGE}{absence.pk}/end/"
    assert acting("group_head").get(end).status_code == 404
    assert "signs nothing for petition head any more" in head.get(end).content.decode()
    assert head.post(end).url == PAGE
    assert Absence.objects.get().ended_at
    assert head.get(end).status_code == 404


def test_refusals_stand_at_their_fields(acting):
    deputy = acting("deputy")
    answer = deputy.post(PAGE, {"to": key("secretary"), **days(-1, -2)})
    assert set(answer.context["form"].errors) == {"from_on", "to_on"}
    assert f'value="{key("secretary")}" checked' in answer.content.decode()
    deputy.post(PAGE, {"to": key("secretary"), **days()})
    again = deputy.post(PAGE, {"to": key("group_head"), **days()})
    assert again.context["form"].errors["to"] == ["A proxy is named for these days already."]
    assert deputy.post(PAGE, {**days()}).context["form"].errors["to"] == ["Choose a person."]


def test_for_some_purposes_only(acting):
    acting("deputy").post(PAGE, {"to": key("secretary"), **days(), "purposes": ["clue.opinion"]})
    assert Absence.objects.get().purposes == ["clue.opinion"]
    assert "Disposal opinion" in acting("deputy").get(PAGE).content.decode()


def test_a_head_says_it_of_members_of_the_unit_and_of_nobody_else(acting):
    head = acting("office_head")
    members = {each.username for each in head.get(PAGE).context["form"].fields["person"].queryset}
    assert members == {"office_head", "office_custodian", "office_handler", "office_handler_2"}
    head.post(PAGE, {"person": key("office_handler"), "to": key("office_handler_2"), **days()})
    assert Absence.objects.get().person == person("office_handler")
    assert "office handler 2 signs for office handler" in head.get(PAGE).content.decode()
    other = head.post(PAGE, {"person": key("deputy"), "to": key("office_handler_2"), **days()})
    assert "person" in other.context["form"].errors
    assert "person" not in acting("deputy").get(PAGE).context["form"].fields


def test_administrators_stand_in_for_nobody(acting):
    found = acting("deputy").get(PAGE, {"q": "admin"}).context["people"]
    assert found == []


def test_the_way_from_ones_own_page(acting):
    assert PAGE in acting("deputy").get("/me/").content.decode()
