"""Days in between: the answer to an inquiry in 15 working days, the report within a month of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from clues.clue.models.clues import Clue
from clues.disposal.actions import NewResult, record_result
from clues.recusing.actions.clearing import replace_handler
from clues.ways.actions import record_stage
from hub.duties.inbox import inbox_of
from hub.duties.models import Duty
from hub.kernel.errors import Conflict, Invalid, NotAllowed, NotVisible
from hub.rules.deadlines import due
from tests.stages import inquired
from tests.town import person

pytestmark = pytest.mark.django_db


def waiting(clue: Clue) -> list[tuple[str, int]]:
    duties = Duty.objects.open().about(clue).filter(kind="clue.stage").order_by("pk")
    return [(duty.person.username, duty.ref) for duty in duties.select_related("person")]


def done(clue: Clue, who: str = "team_handler", **said: object) -> Clue:
    given = {"stage": clue.stages.last().pk, "done_on": timezone.localdate(), "note": "已收到书面答复"}
    return record_stage(clue.number, by=person(who), **(given | said))  # type: ignore[arg-type]


def test_the_answer_is_due_15_working_days_after_the_approval():
    clue = inquired()
    stage = clue.stages.get()
    assert (stage.what.code, stage.due_at) == ("answer", due("inquiry.reply", timezone.now()).at)
    assert waiting(clue) == [("team_handler", stage.pk), ("team_handler_2", stage.pk)]
    line = next(each for each in inbox_of(person("team_handler")) if each.duty.kind == "clue.stage")
    assert line.url == f"/stages/{stage.pk}/"


def test_the_report_is_due_a_month_after_the_answer_came_not_after_it_was_entered():
    clue = inquired()
    yesterday = timezone.localdate() - timedelta(days=1)
    done(clue, done_on=yesterday, late_reason="周末收到")
    first, second = clue.stages.order_by("pk")
    assert (first.done_on, first.late_reason, first.by) == (yesterday, "周末收到", person("team_handler"))
    began = timezone.now() - timedelta(days=1)
    assert (second.what.code, second.due_at) == ("report", due("inquiry.report", began).at)
    assert [ref for _who, ref in waiting(clue)] == [second.pk, second.pk]
    done(Clue.objects.get(pk=clue.pk), note="报告已提交")
    assert waiting(clue) == []


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"note": " "}, "note"),
        ({"done_on": timezone.localdate() + timedelta(days=1)}, "done_on"),
        ({"done_on": timezone.localdate() - timedelta(days=1)}, "late_reason"),
    ],
)
def test_what_is_wrong_stands_at_its_field(said, field):
    with pytest.raises(Invalid) as refusal:
        done(inquired(), **said)
    assert list(refusal.value.fields) == [field]


def test_only_handlers_note_it_and_once():
    clue = inquired()
    with pytest.raises(NotAllowed):
        done(clue, "team_leader")
    with pytest.raises(NotVisible):
        done(clue, "district_handler")
    stage = clue.stages.get().pk
    done(clue)
    with pytest.raises(Conflict):
        done(clue, "team_handler_2", stage=stage)


def test_another_handler_takes_it_over():
    clue = inquired()
    replace_handler(
        clue.number,
        leaves=person("team_handler"),
        comes=person("team_handler_3"),
        reason="工作调整",
        by=person("team_leader"),
    )
    assert sorted(who for who, _ref in waiting(clue)) == ["team_handler_2", "team_handler_3"]


def test_with_the_result_nothing_waits_any_more_and_what_was_not_done_says_so():
    clue = inquired()
    record_result(
        clue.number,
        new=NewResult(finding="explained", report="说明清楚", statement="书面说明"),
        by=person("team_handler"),
    )
    assert waiting(clue) == []
    assert clue.stages.get().done_on is None


def test_the_page_and_the_clue():
    clue = inquired()
    client = Client(headers={"accept-language": "en"})
    client.force_login(person("team_handler"), backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.get(clue.get_absolute_url()).content.decode()
    path = f"/stages/{clue.stages.get().pk}/"
    assert "Talk held or written answer received" in page
    assert path in page
    today = timezone.localdate().isoformat()
    typed = {"version": clue.version, "done_on": today, "note": "已收到"}
    assert client.post(path, typed | {"note": ""}).status_code == 422
    assert client.post(path, typed | {"version": clue.version - 1}).status_code == 412
    assert client.post(path, typed).status_code == 302
    assert client.get(path).status_code == 200
