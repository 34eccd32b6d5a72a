"""Before a change is saved it is told what it opens and closes: what then happens. Nothing is written."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts import supposing
from accounts.actions import give_post, set_clearance
from accounts.models import Post
from accounts.terms import Role
from clues.clue.models.clues import Clue
from clues.clue.terms import ClueState
from clues.letters.models.letters import Letter
from hub.access.preview import effects_of
from hub.events.models import Entry
from tests.factories import clue_at, level, make_letter
from tests.town import person, unit

pytestmark = pytest.mark.django_db


def seen(who):
    return {
        (model.__name__, pk)
        for model in (Clue, Letter)
        for pk in model.objects.visible_to(person(who)).values_list("pk", flat=True)
    }


def counted(effects):
    return sum(each.opens.rows for each in effects), sum(each.closes.rows for each in effects)


def weighed_of(answer):
    ((_someone, effects),) = answer.context["weighed"]
    return counted(effects)


@pytest.fixture
def clues():
    return [clue_at(ClueState.PUSHED) for _ in range(3)]


def test_a_post_opens_as_many_as_were_told(clues, acting):
    liaison, admin = person("liaison"), acting("system_admin")
    given = {"unit": unit("team-1").pk, "role": Role.CUSTODIAN}
    before, lines = seen("liaison"), Entry.objects.count()
    shown = admin.post(f"/people/{liaison.pk}/post/", given)
    assert shown.status_code == 200
    assert weighed_of(shown) == (6, 0)
    assert (seen("liaison"), Entry.objects.count()) == (before, lines)
    assert all(clue.number not in shown.content.decode() for clue in clues)
    assert admin.post(f"/people/{liaison.pk}/post/", given | {"confirmed": "1"}).status_code == 302
    assert len(seen("liaison") - before) == 6


def test_the_end_of_a_post_and_disabling_close_as_many_as_were_told(clues, acting):
    custodian = person("team_custodian")
    admin = acting("system_admin")
    post = custodian.posts.get()
    assert weighed_of(admin.get(f"/people/{custodian.pk}/post/{post.pk}/end/")) == (0, 6)
    assert weighed_of(admin.get(f"/people/{custodian.pk}/disable/")) == (0, 6)
    other = give_post(custodian, unit=unit("team-1"), role=Role.TEAM_LEADER, by=person("system_admin"))
    assert weighed_of(admin.get(f"/people/{custodian.pk}/post/{other.pk}/end/")) == (0, 0)
    assert Post.objects.filter(person=custodian, ended_at=None).count() == 2


def test_clearance_tells_both_ways(clues, acting):
    custodian, security = person("team_custodian"), acting("security_admin")
    path = f"/people/{custodian.pk}/clearance/"
    assert weighed_of(security.post(path, {"level": level("internal").pk})) == (0, 6)
    assert weighed_of(security.post(path, {"level": level("secret").pk})) == (0, 0)
    set_clearance(custodian.pk, level=None, by=person("security_admin"))
    assert weighed_of(security.post(path, {"level": level("secret").pk})) == (6, 0)
    security.post(path, {"level": level("secret").pk, "confirmed": "1"})
    assert len(seen("team_custodian")) == 6


def test_closing_a_unit_tells_of_each_of_its_people(clues, acting):
    path = f"/units/{unit('team-1').pk}/close/"
    admin, today = acting("system_admin"), timezone.localdate()
    shown = admin.post(path, {"to_on": today})
    told = {someone.username: counted(effects) for someone, effects in shown.context["weighed"]}
    assert told["team_custodian"] == told["team_leader"] == (0, 6)
    assert told["team_handler"] == (0, 0)
    assert unit("team-1").to_on is None
    assert admin.post(path, {"to_on": today, "confirmed": "1"}).status_code == 302
    assert unit("team-1").to_on == today
    past = admin.post(path, {"to_on": today - timedelta(days=3), "confirmed": "1"})
    assert past.context["form"].errors["to_on"]


def test_whoever_may_read_them_is_told_the_numbers(clues):
    custodian = person("team_custodian")
    lower = supposing.cleared(custodian, level("internal"))
    to_manager = effects_of(custodian.reader(), lower, shown_to=person("manager"))
    numbers = {number for each in to_manager for number in each.closes.numbers}
    assert {clue.number for clue in clues} <= numbers
    to_admin = effects_of(custodian.reader(), lower, shown_to=person("system_admin"))
    assert [each.closes.numbers for each in to_admin] == [(), ()]


def test_a_push_tells_who_will_see_it(acting):
    clue = clue_at(ClueState.APPROVED)
    shown = acting("manager").get(f"/clues/{clue.number}/push/")
    assert {each.username for each in shown.context["begin"]} == {"team_leader", "team_custodian"}


def test_a_classification_is_changed_after_a_second_look(acting):
    clue = clue_at(ClueState.PUSHED, letter=make_letter(classification=level("internal")))
    set_clearance(person("team_custodian").pk, level=level("internal"), by=person("security_admin"))
    manager, path = acting("manager"), f"/clues/{clue.number}/classification/"
    typed = {
        "classification": level("work_secret").pk,
        "reason": "It names a source",
        "version": clue.version,
    }
    shown = manager.post(path, typed)
    assert [each.username for each in shown.context["cease"]] == ["team_custodian"]
    assert Clue.objects.get(pk=clue.pk).classification_id == level("internal").pk
    assert manager.post(path, typed | {"confirmed": "1"}).status_code == 302
    assert ("Clue", clue.pk) not in seen("team_custodian")
    page = manager.get(f"/clues/{clue.number}/").content.decode()
    assert "It names a source" in page
    stale = typed | {"classification": level("internal").pk, "confirmed": "1"}
    assert manager.post(path, stale).status_code == 412
    assert acting("team_leader").get(path).status_code == 403
