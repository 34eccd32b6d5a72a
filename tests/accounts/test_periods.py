"""Another period from a day on: what began keeps its day, and what follows is told first."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts import supposing
from accounts.actions import NewFormerPost, NewPeriod, change_period, end_post, enter_former_post
from accounts.ties import FORMER_UNIT, unit_tie
from clues.clue.models.clues import Clue
from clues.clue.terms import ClueState
from hub.events.models import Entry
from hub.kernel.errors import Conflict, Invalid, NotAllowed, NotVisible
from hub.rules.deadlines import back_from, due, starting_on
from hub.rules.models import Deadline
from tests.clock import Clock
from tests.factories import clue_at
from tests.town import person, unit

pytestmark = pytest.mark.django_db


def rule(code: str = "clue.sign") -> Deadline:
    return Deadline.objects.get(code=code, valid_to=None)


def today(days: int = 0):
    return timezone.localdate() + timedelta(days=days)


def changed(code: str = "clue.sign", by: str = "system_admin", **given) -> Deadline:
    said = {"amount": 5, "unit": "working_days", "from_on": today(3), "source": "Order 7"} | given
    return change_period(rule(code).pk, NewPeriod(**said), by=person(by))


def test_it_holds_from_its_day_on_and_the_one_before_until_then(monkeypatch):
    clock, old = Clock(monkeypatch), rule()
    new, now = changed(article="4"), timezone.now()
    assert (new.code, new.amount, new.source, new.article) == (old.code, 5, "Order 7", "4")
    assert due("clue.sign", now).deadline == old
    clock.at(now + timedelta(days=2))
    assert due("clue.sign", timezone.now()).deadline == old
    clock.at(now + timedelta(days=3))
    assert due("clue.sign", timezone.now()).deadline == new


def test_what_began_keeps_its_day(monkeypatch):
    clue = clue_at(ClueState.PUSHED)
    before = list(clue.due_dates.values_list("pk", "due_at"))
    changed(from_on=today(1))
    assert list(clue.due_dates.values_list("pk", "due_at")) == before


def test_the_ledger_tells_both_periods():
    changed()
    line = Entry.objects.get(kind="period.changed")
    assert line.by == person("system_admin")
    assert line.data == {
        "code": "clue.sign",
        "before": "1 working_days",
        "after": "5 working_days",
        "from": today(3).isoformat(),
    }


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"from_on": today()}, "from_on"),
        ({"amount": 0}, "amount"),
        ({"source": " "}, "source"),
    ],
)
def test_refused_at_the_field(given, field):
    with pytest.raises(Invalid) as caught:
        changed(**given)
    assert set(caught.value.fields) == {field}
    assert Deadline.objects.filter(code="clue.sign").count() == 1


def test_no_second_one_follows_the_same_and_none_before_it_began():
    old = rule()
    new = changed()
    with pytest.raises(Conflict):
        change_period(old.pk, NewPeriod(2, "days", today(9), "Order 8"), by=person("system_admin"))
    with pytest.raises(Invalid):
        change_period(new.pk, NewPeriod(2, "days", today(3), "Order 8"), by=person("system_admin"))


def test_only_the_system_administrator_and_only_a_rule_there_is():
    with pytest.raises(NotAllowed):
        changed(by="security_admin")
    with pytest.raises(NotVisible):
        change_period(0, NewPeriod(2, "days", today(1), "Order 8"), by=person("system_admin"))


@pytest.fixture
def administrator():
    client = Client(headers={"accept-language": "en"})
    client.force_login(person("system_admin"), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


SENT = {"amount": "5", "unit": "working_days", "source": "Order 7", "article": ""}


def test_the_page_tells_which_day_something_will_be_due(administrator):
    path, start = f"/rules/periods/{rule().pk}/change/", today(3)
    sent = SENT | {"from_on": start.isoformat()}
    page = administrator.post(path, sent).content.decode()
    for each in (rule(), Deadline(amount=5, unit="working_days")):
        assert starting_on(start, each).isoformat() in page
    assert rule().amount == 1
    assert administrator.post(path, sent | {"confirmed": "1"}).status_code == 302
    assert rule().amount == 5
    late = administrator.post(path, sent | {"confirmed": "1"})
    assert (late.status_code, "follows this one already" in late.content.decode()) == (409, True)


class TestUnitsThatWereLeft:
    """A longer period closes what a former unit's people did, a shorter one opens it: told beforehand."""

    @pytest.fixture
    def clue(self) -> Clue:
        clue = clue_at(ClueState.REGISTERED)  # about somebody of org-1
        left = today(-4 * 365)
        former = NewFormerPost(unit=unit("org-1"), to_on=left, from_on=left - timedelta(days=900))
        enter_former_post(person("manager"), former, by=person("system_admin"))
        return clue

    def test_who_is_concerned(self, clue):
        three, five = (back_from(today(), Deadline(amount=12 * n, unit="months")) for n in (3, 5))
        assert list(supposing.tied_otherwise(three, five)) == [person("manager")]
        assert list(supposing.tied_otherwise(five, three)) == [person("manager")]
        assert list(supposing.tied_otherwise(three, three)) == []
        assert unit_tie("org-1") in supposing.tied(person("manager"), five).barred_keys
        assert supposing.tied(person("manager"), three) == person("manager").reader()

    def test_somebody_whose_post_here_ended_is_concerned_by_a_shorter_one(self, monkeypatch):
        post = person("group_handler").posts.get()
        clock, now = Clock(monkeypatch), timezone.now()
        end_post(post.pk, by=person("system_admin"))
        clock.at(now + timedelta(days=100))
        half, month = today(-180), today(-30)
        assert list(supposing.tied_otherwise(half, month)) == [person("group_handler")]

    def test_the_page_counts_and_then_it_is_so(self, clue, administrator, monkeypatch):
        assert Clue.objects.visible_to(person("manager")).filter(pk=clue.pk).exists()
        path = f"/rules/periods/{rule(FORMER_UNIT).pk}/change/"
        sent = SENT | {"amount": "60", "unit": "months", "from_on": today(1).isoformat()}
        page = administrator.post(path, sent).content.decode()
        assert "no longer sees 1 of: Clues" in page
        assert clue.number not in page
        assert Clue.objects.visible_to(person("manager")).filter(pk=clue.pk).exists()
        administrator.post(path, sent | {"confirmed": "1"})
        assert Clue.objects.visible_to(person("manager")).filter(pk=clue.pk).exists()  # not before its day
        Clock(monkeypatch).at(timezone.now() + timedelta(days=1))
        assert not Clue.objects.visible_to(person("manager")).filter(pk=clue.pk).exists()


def test_a_row_more_costs_no_question_more(administrator, django_assert_max_num_queries):
    with django_assert_max_num_queries(14):
        assert administrator.get("/rules/periods/").status_code == 200
