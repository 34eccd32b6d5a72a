"""Reminders: at two thirds, on the due day, when overdue; each once, only to holders who see the matter."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta

import pytest
from django.db import connection, connections
from django.utils import timezone

from accounts.actions import declare_recusal, end_post
from accounts.models import PostGroup
from clues.clue.models.clues import Clue
from clues.routing.kinds import PROPOSE
from clues.timing.kinds import RESULT
from hub.access.grants import Holders, grant
from hub.duties.actions import close_duties, open_duty
from hub.duties.models import Duty
from hub.duties.reminders import STAGES, remind
from hub.duties.tasks import remind_of_duties
from hub.events.models import Entry, Notice
from hub.kernel.sealing import unseal
from tests.factories import make_clue
from tests.town import person, unit

DAY = timedelta(days=1)
REMINDERS = [str(kind) for kind in STAGES]


def clock(day: int, hour: int = 12) -> datetime:
    """A moment of a month long past, local time."""
    return timezone.make_aware(datetime(2024, 3, day, hour))


def waiting(clue: Clue, *, opened: datetime, due: datetime | None, **holder) -> Duty:
    """A duty about the clue that opened and falls due at given moments; else with the case managers."""
    close_duties(None, of=clue, by=None)
    managers = PostGroup.objects.get(unit=unit("case-management"), role="case_manager")
    duty = open_duty(PROPOSE, of=clue, due_at=due or clock(1), **(holder or {"group_id": managers.pk}))
    Duty.objects.filter(pk=duty.pk).update(opened_at=opened, due_at=due)
    return duty


def told() -> set[tuple[str, str]]:
    """(who, kind of reminder) of every notice of a reminder."""
    notices = Notice.objects.filter(entry__kind__in=REMINDERS)
    return set(notices.values_list("recipient__username", "entry__kind"))


def recorded() -> list[str]:
    return list(Entry.objects.filter(kind__in=REMINDERS).order_by("pk").values_list("kind", flat=True))


@pytest.fixture
def clue(db) -> Clue:
    return make_clue()


@pytest.mark.parametrize(
    ("now", "stage"),
    [
        (clock(1), 0),
        (clock(6, 23), 0),
        (clock(7, 12), 1),
        (clock(9, 23), 1),
        (clock(10, 0), 2),
        (clock(10, 11), 2),
        (clock(10, 13), 3),
        (clock(20), 3),
    ],
)
def test_the_stage_a_duty_has_reached(clue, now, stage):
    duty = waiting(clue, opened=clock(1), due=clock(10))
    assert remind(now) == bool(stage)
    duty.refresh_from_db()
    assert duty.reminded == stage
    assert recorded() == REMINDERS[stage - 1 : stage] if stage else recorded() == []


def test_each_stage_is_told_once_to_every_holder(clue):
    waiting(clue, opened=clock(1), due=clock(10))
    moved = [remind(now) for now in (clock(8), clock(8), clock(10, 1), clock(10, 2), clock(11), clock(12))]
    assert moved == [1, 0, 1, 0, 1, 0]
    assert recorded() == REMINDERS
    assert told() == {(name, kind) for name in ("manager", "manager_2") for kind in REMINDERS}


def test_what_was_missed_is_not_made_up_for(clue):
    waiting(clue, opened=clock(1), due=clock(10))
    remind(clock(12))
    assert recorded() == ["duty.overdue"]


def test_the_ledger_line_is_about_the_matter_and_names_the_duty(clue):
    duty = waiting(clue, opened=clock(1), due=clock(10))
    remind(clock(12))
    entry = Entry.objects.about(clue).get(kind="duty.overdue")
    assert (entry.by, entry.data) == (None, {"duty": duty.pk, "kind": "clue.propose"})


def test_a_duty_of_one_person_is_told_to_them_alone(clue):
    waiting(clue, opened=clock(1), due=clock(10), person=person("manager_2"))
    remind(clock(8))
    assert told() == {("manager_2", "duty.two_thirds")}


def test_who_cannot_see_the_matter_is_told_nothing(clue):
    waiting(clue, opened=clock(1), due=clock(10), person=person("office_handler"))
    remind(clock(8))
    assert told() == set()
    assert recorded() == ["duty.two_thirds"]
    grant([clue], Holders(people=[person("office_handler").pk]), purpose="test", by=None)
    remind(clock(11))
    assert told() == {("office_handler", "duty.overdue")}


def test_recused_or_gone_holders_are_told_nothing(clue):
    waiting(clue, opened=clock(1), due=clock(10))
    end_post(person("manager").posts.get().pk, by=person("system_admin"))
    recused, subject = person("manager_2"), clue.subject.identifiers.get()
    declare_recusal(recused, identity=(subject.scheme, unseal(subject.sealed)), by=recused)
    assert remind(clock(8)) == 1
    assert told() == set()


def test_closed_duties_and_duties_without_a_date_are_left_alone(clue):
    waiting(clue, opened=clock(1), due=None)
    waiting(make_clue(), opened=clock(1), due=clock(10))
    close_duties(PROPOSE, of=Clue.objects.latest("pk"), by=None)
    assert remind(clock(20)) == 0


def test_the_timer_does_it(clue):
    waiting(clue, opened=clock(1), due=clock(10))
    remind_of_duties(timestamp=0)
    assert recorded() == ["duty.overdue"]


def test_the_search_costs_the_same_for_many_duties(clue, django_assert_num_queries):
    for _ in range(20):
        open_duty(RESULT, of=clue, person=person("manager"), due_at=timezone.now() + 30 * DAY)
    with django_assert_num_queries(1):
        assert remind() == 0


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_tell_each_stage_once():
    for _ in range(8):
        waiting(make_clue(), opened=clock(1), due=clock(10))
    start, moved = threading.Barrier(2), []

    def work() -> None:
        start.wait()
        moved.append(remind(clock(12)))
        connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(moved) == 8
    assert recorded() == ["duty.overdue"] * 8
    assert Notice.objects.filter(entry__kind="duty.overdue").count() == 16


@pytest.mark.django_db(transaction=True)
def test_a_duty_in_other_hands_is_left_for_the_next_round():
    duty = waiting(make_clue(), opened=clock(1), due=clock(10))
    holding, done = threading.Event(), threading.Event()

    def hold() -> None:
        with connection.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute("SELECT 1 FROM duties_duty WHERE id = %s FOR UPDATE", [duty.pk])
            holding.set()
            done.wait()
            cursor.execute("ROLLBACK")
        connections.close_all()

    thread = threading.Thread(target=hold)
    thread.start()
    holding.wait()
    first = remind(clock(12))
    done.set()
    thread.join()
    assert (first, remind(clock(12))) == (0, 1)
