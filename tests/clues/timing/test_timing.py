"""Due days are rows of a history; extensions by rule and approval; a suspension stops the clock."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Post, Unit
from clues.clue.terms import ClueState
from clues.disposal.actions import NewResult, record_result
from clues.terms import Source
from clues.timing.actions.extending import NewDay, ask_extension
from clues.timing.actions.suspending import resume_clue
from clues.timing.models import ExtensionRule
from clues.timing.terms import Awaited, DueBy
from clues.timing.told import timing_of
from coordination.models import InspectionRound
from hub.approvals import actions as approvals
from hub.duties.models import Duty
from hub.duties.reminders import remind
from hub.kernel.errors import Conflict, Invalid
from hub.rules.models import CalendarYear, Deadline
from tests.clock import Clock
from tests.factories import clue_at, make_clue, make_letter, suspend
from tests.signing import digest_for, running_approval, sign_as
from tests.stages import inquired
from tests.town import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(monkeypatch):
    """A year with a calendar, in which the town stood already."""
    first, last = date(2026, 1, 1), date(2027, 12, 31)
    for model in (Unit, Post, InspectionRound):
        model.objects.update(from_on=first)
    InspectionRound.objects.update(to_on=last)
    clock = Clock(monkeypatch)
    clock.at(datetime.fromisoformat("2026-03-02T10:00+08:00"))
    return clock


def on(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T10:00+08:00")


def until(clue, awaited):
    return str(timezone.localdate(clue.due_dates.in_force().get(awaited=awaited).due_at))


def ask(clue, until, *, awaited=Awaited.OPINION, by="team_handler", **more):
    new = NewDay(awaited=awaited, until=datetime.fromisoformat(until).date(), **more)
    return ask_extension(clue.number, new=new, reason="案情复杂", by=person(by))


def extend(clue, until, signers=("team_leader", "deputy"), **more):
    ask(clue, until, **more)
    for name in signers:
        sign_as(name, clue)
    clue.refresh_from_db()


def waiting(clue, kind):
    return Duty.objects.open().about(clue).filter(kind=kind)


class TestExtension:
    def test_every_day_there_was_is_kept_and_what_waits_follows(self, clock):
        clue = clue_at(ClueState.ASSIGNED)
        was = clue.opinion_due_at
        waiting(clue, "clue.opinion").update(reminded=3)
        extend(clue, "2026-04-30")
        assert [(each.why, each.due_at) for each in clue.due_dates.all()] == [
            (DueBy.RULE, was),
            (DueBy.EXTENSION, clue.opinion_due_at),
        ]
        assert until(clue, Awaited.OPINION) == "2026-04-30"
        assert set(waiting(clue, "clue.opinion").values_list("due_at", "reminded")) == {
            (clue.opinion_due_at, 0)
        }

    def test_a_day_that_was_set_is_never_changed(self, clock):
        clue = clue_at(ClueState.ASSIGNED)
        for change in (lambda: clue.due_dates.update(due_at=on("2026-12-01")), clue.due_dates.all().delete):
            with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
                change()

    def test_refused_the_day_stays(self, clock):
        clue = clue_at(ClueState.ASSIGNED)
        ask(clue, "2026-04-30")
        approval = running_approval(clue)
        head = person("team_leader")
        approvals.reject(approval.pk, by=head, digest=digest_for(approval), opinion="可以按期办结")
        assert clue.due_dates.count() == 1
        assert clue.motions.get().carried is False

    def test_withdrawn_the_day_stays_and_it_can_be_asked_again(self, clock):
        clue = clue_at(ClueState.ASSIGNED)
        ask(clue, "2026-04-30")
        approvals.withdraw(running_approval(clue).pk, by=person("team_handler"), reason="不再需要")
        extend(clue, "2026-04-15")
        assert until(clue, Awaited.OPINION) == "2026-04-15"

    def test_the_rule_says_how_far_and_how_often(self, clock):
        clue = clue_at(ClueState.ASSIGNED)
        with pytest.raises(Invalid) as refused:
            ask(clue, "2026-05-30")
        assert set(refused.value.fields) == {"until"}
        extend(clue, "2026-04-15")
        with pytest.raises(Invalid) as refused:
            ask(clue, "2026-04-30")
        assert (refused.value.code, set(refused.value.fields)) == ("no-further", {"awaited"})

    def test_the_day_must_be_later_and_be_awaited(self, clock):
        clue = clue_at(ClueState.ASSIGNED)
        with pytest.raises(Invalid) as refused:
            ask(clue, "2026-03-10")
        assert set(refused.value.fields) == {"until"}
        with pytest.raises(Invalid) as refused:
            ask(clue, "2026-04-30", awaited=Awaited.RESULT)
        assert set(refused.value.fields) == {"awaited"}

    def test_after_the_day_it_is_noted_as_late_with_the_reason_or_refused(self, clock):
        clue = clue_at(ClueState.ASSIGNED)
        clock.at(on("2026-04-07"))
        with pytest.raises(Invalid) as refused:
            ask(clue, "2026-04-30")
        assert set(refused.value.fields) == {"late_reason"}
        ExtensionRule.objects.filter(code="opinion").update(late=False)
        with pytest.raises(Invalid) as refused:
            ask(clue, "2026-04-30", late_reason="住院")
        assert (refused.value.code, set(refused.value.fields)) == ("too-late", {"until"})
        ExtensionRule.objects.filter(code="opinion").update(late=True)
        extend(clue, "2026-04-30", late_reason="住院")
        assert clue.motions.get().extension.late_reason == "住院"

    def test_a_holiday_gives_way_to_the_next_working_day(self, clock):
        clue = clue_at(ClueState.ASSIGNED)
        extend(clue, "2026-04-04")  # 清明节
        assert until(clue, Awaited.OPINION) == "2026-04-07"

    def test_a_day_in_a_year_without_a_calendar_is_refused_at_its_field(self, clock):
        clock.at(on("2026-11-20"))
        clue = clue_at(ClueState.ASSIGNED)
        with pytest.raises(Invalid) as refused:
            ask(clue, "2027-01-08")
        assert "2027" in str(refused.value.fields["until"][0])
        assert not clue.motions.exists()
        CalendarYear.objects.create(year=2027, source="国办通知")
        ask(clue, "2027-01-08")

    def test_given_meanwhile_it_changes_nothing(self, clock):
        clue = inquired()
        ask(clue, "2026-06-15", awaited=Awaited.RESULT)
        from_here = clue.due_dates.count()
        found = NewResult(finding="true", report="属实", statement="本人说明")
        record_result(clue.number, new=found, by=person("team_handler"))
        sign_as("team_leader", clue)
        sign_as("deputy", clue)
        assert clue.due_dates.count() == from_here
        assert clue.motions.get().carried is False

    def test_the_head_asks_where_nobody_else_heads_the_unit(self, clock):
        clue = clue_at(ClueState.SIGNED)
        extend(clue, "2026-04-15", signers=("deputy",), by="team_leader")
        assert until(clue, Awaited.OPINION) == "2026-04-15"


class TestAssignedReports:
    """处理检举控告工作规则 art. 21: three months, three by the principal leader, more by the superior."""

    def assigned(self):
        letter = make_letter(source=Source.SUPERIOR)
        return clue_at(ClueState.ASSIGNED, letter=letter)

    def test_three_months_from_the_receipt(self, clock):
        assert until(self.assigned(), Awaited.RESULT) == "2026-06-02"

    def test_three_more_with_the_principal_leader(self, clock):
        clue = self.assigned()
        extend(clue, "2026-09-02", signers=("team_leader", "secretary"), awaited=Awaited.RESULT)
        assert until(clue, Awaited.RESULT) == "2026-09-02"

    def test_further_only_with_the_superiors_reply(self, clock):
        clue = self.assigned()
        extend(clue, "2026-09-02", signers=("team_leader", "secretary"), awaited=Awaited.RESULT)
        with pytest.raises(Invalid) as refused:
            ask(clue, "2026-12-31", awaited=Awaited.RESULT)
        assert set(refused.value.fields) == {"document"}
        reply = {"awaited": Awaited.RESULT, "document": "省纪委批复〔2026〕7号"}
        extend(clue, "2026-12-31", signers=("team_leader", "secretary"), **reply)
        assert until(clue, Awaited.RESULT) == "2026-12-31"

    def test_the_way_of_disposal_does_not_put_it_off(self, clock):
        letter = make_letter(source=Source.SUPERIOR)
        assert until(clue_at(ClueState.IN_DISPOSAL, letter=letter), Awaited.RESULT) == "2026-06-02"

    def test_other_reports_have_no_such_day(self, clock):
        assert not make_clue().due_dates.exists()


class TestSuspension:
    def test_while_it_lasts_nobody_is_reminded_and_what_was_left_is_told(self, clock):
        clue = clue_at(ClueState.ASSIGNED)
        clock.at(on("2026-03-12"))
        suspend(clue)
        clue.refresh_from_db()
        assert clue.state == ClueState.SUSPENDED
        timing = timing_of(clue)
        assert [(left.days, left.in_working_days) for left in timing.left] == [(21, False)]
        clock.at(on("2026-08-12"))
        assert remind() == 0
        assert not Duty.objects.open().about(clue).exists()

    def test_resumed_what_was_left_is_there_again_and_the_old_day_is_kept(self, clock):
        clue = clue_at(ClueState.ASSIGNED)
        clock.at(on("2026-03-12"))
        suspend(clue)
        clock.at(on("2026-06-01"))
        clue = resume_clue(clue.number, reason="已出院", by=person("team_handler"))
        assert clue.state == ClueState.ASSIGNED
        assert [(each.why, str(timezone.localdate(each.due_at))) for each in clue.due_dates.all()] == [
            ("rule", "2026-04-02"),
            ("resumed", "2026-06-22"),
        ]
        assert {str(timezone.localdate(duty.due_at)) for duty in waiting(clue, "clue.opinion")} == {
            "2026-06-22"
        }
        assert clue.suspensions.get().resume_reason == "已出院"

    def test_in_working_days_where_the_rule_counts_these(self, clock):
        Deadline.objects.filter(code="disposal.verification").update(unit="working_days", amount=20)
        clue = clue_at(ClueState.IN_DISPOSAL)
        assert until(clue, Awaited.RESULT) == "2026-03-30"
        clock.at(on("2026-03-20"))
        suspend(clue)
        clue.refresh_from_db()
        assert [(left.days, left.in_working_days) for left in timing_of(clue).left] == [(6, True)]
        clock.at(on("2026-04-30"))  # 劳动节 1 to 5 May is not worked, 9 May is
        clue = resume_clue(clue.number, reason="恢复", by=person("team_leader"))
        assert until(clue, Awaited.RESULT) == "2026-05-12"
        assert waiting(clue, "clue.result").count() == 2

    def test_a_day_that_had_passed_stays_passed(self, clock):
        clue = clue_at(ClueState.ASSIGNED)
        clock.at(on("2026-04-20"))
        suspend(clue)
        clock.at(on("2026-06-01"))
        resume_clue(clue.number, reason="恢复", by=person("team_handler"))
        assert until(clue, Awaited.OPINION) == "2026-04-02"

    def test_resuming_needs_a_reason_and_happens_once(self, clock):
        clue = clue_at(ClueState.SUSPENDED)
        with pytest.raises(Invalid):
            resume_clue(clue.number, reason=" ", by=person("team_handler"))
        resume_clue(clue.number, reason="恢复", by=person("team_handler"))
        with pytest.raises(Conflict) as late:
            resume_clue(clue.number, reason="恢复", by=person("team_handler"))
        assert (late.value.happened["state"], late.value.happened["kind"]) == ("assigned", "clue.resumed")


def test_days_from_before_they_were_kept_have_no_rule_and_count_in_calendar_days(clock):
    clue = clue_at(ClueState.ASSIGNED)
    clue.due_dates.create(awaited=Awaited.OPINION, due_at=on("2026-04-10"), rule=None)
    suspend(clue)
    clue.refresh_from_db()
    assert [left.in_working_days for left in timing_of(clue).left] == [False]
