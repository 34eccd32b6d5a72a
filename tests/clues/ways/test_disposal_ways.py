"""What each way of disposal requires, who decides on it, and what follows from it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from clues.closing.actions import record_follow_up
from clues.closing.terms import Task
from clues.clue.terms import ClueState
from clues.disposal.actions import (
    ask_for_reviews,
    feed_back,
    hold_again,
    revise_opinion,
    submit_opinion,
    take_up,
)
from clues.ways.models import DisposalWay
from hub.approvals import actions as approvals
from hub.duties.models import Duty
from hub.kernel.errors import Conflict, Invalid
from tests.factories import ENDINGS, clue_at, conclude, ended_as, submit_ending
from tests.signing import digest_for, running_approval
from tests.town import person

pytestmark = pytest.mark.django_db


def way(code):
    return DisposalWay.objects.get(code=code)


def waiting(clue, kind):
    return Duty.objects.open().about(clue).filter(kind=kind)


@pytest.mark.parametrize("code", ["inquiry", "verification", "discreet", *ENDINGS])
def test_what_a_way_requires_is_missed_at_its_field(code):
    clue = clue_at(ClueState.ASSIGNED)
    with pytest.raises(Invalid) as refused:
        submit_opinion(clue.number, way=way(code), plan="计划", by=person("team_handler"))
    assert set(refused.value.fields) == set(way(code).fields.values_list("code", flat=True)) != set()


def test_every_way_names_its_source_its_chain_and_what_it_requires():
    for each in DisposalWay.objects.all():
        assert each.source, each.code
        assert each.article, each.code
        assert each.fields.exists(), each.code


def test_to_end_it_the_chain_of_the_way_is_asked_and_takes_two_people():
    clue = clue_at(ClueState.ASSIGNED)
    submit_ending(clue, "hold")
    approval = running_approval(clue)
    assert approval.chain.code == "clue.opinion.ending"
    assert set(approval.steps.values_list("same_person", flat=True)) == {"other"}


def test_after_a_return_a_way_that_other_people_decide_on_is_refused():
    clue = clue_at(ClueState.OPINION)
    approval = running_approval(clue)
    head = person("team_leader")
    approvals.return_to_initiator(approval.pk, by=head, digest=digest_for(approval), opinion="再议")
    with pytest.raises(Invalid) as refused:
        revise_opinion(
            clue.number, way=way("hold"), plan="暂存", details=ENDINGS["hold"], by=person("team_handler")
        )
    assert set(refused.value.fields) == {"way"}


def test_the_result_of_a_verification_is_due_by_its_rule():
    clue = clue_at(ClueState.IN_DISPOSAL)
    assert clue.result_due_at > timezone.now() + timedelta(days=80)
    assert {duty.due_at for duty in waiting(clue, "clue.result")} == {clue.result_due_at}


class TestHolding:
    def test_half_a_year_later_the_handlers_are_asked_once(self):
        clue = ended_as("hold")
        assert clue.state == ClueState.HELD
        later = timezone.now() + timedelta(days=190)
        assert ask_for_reviews(timezone.now()) == 0
        assert ask_for_reviews(later) == 1
        assert ask_for_reviews(later) == 0
        assert waiting(clue, "clue.review_hold").count() == 2

    def test_held_further_with_a_reason_it_is_asked_for_again(self):
        clue = ended_as("hold")
        later = timezone.now() + timedelta(days=190)
        ask_for_reviews(later)
        with pytest.raises(Invalid):
            hold_again(clue.number, reason=" ", by=person("team_handler"))
        hold_again(clue.number, reason="仍不具备条件", by=person("team_handler"))
        assert not waiting(clue, "clue.review_hold").exists()
        assert [bool(hold.ended_at) for hold in clue.holds.all()] == [True, False]
        assert ask_for_reviews(later) == 1

    def test_taken_up_another_opinion_is_due(self):
        clue = take_up(ended_as("hold").number, reason="有新的材料", by=person("team_handler"))
        assert clue.state == ClueState.ASSIGNED
        assert waiting(clue, "clue.opinion").count() == 2
        assert not clue.holds.open().exists()
        assert ask_for_reviews(timezone.now() + timedelta(days=400)) == 0


def concluded(code):
    clue = ended_as(code)
    assert clue.state == ClueState.RESULT
    feed_back(clue.number, text="反馈", by=person("team_leader"))
    conclude(clue)
    clue.refresh_from_db()
    return clue


class TestConcluding:
    def test_without_a_check_nothing_is_owed(self):
        clue = concluded("conclude_unchecked")
        assert not clue.results.exists()
        assert not Duty.objects.open().about(clue).exists()

    def test_refuted_the_person_is_told_and_it_is_clarified(self):
        clue = concluded("conclude_refuted")
        assert clue.results.get().statement == ENDINGS["conclude_refuted"]["statement"]
        assert waiting(clue, "clue.follow_up").exists()
        today = timezone.localdate()
        for task in Task:
            record_follow_up(clue.number, task=task, told_on=today, note="当面告知", by=person("team_leader"))
        assert not Duty.objects.open().about(clue).exists()
        with pytest.raises(Conflict):
            record_follow_up(clue.number, task="notice", told_on=today, note="再次", by=person("team_leader"))

    def test_a_past_day_needs_a_reason_and_a_day_to_come_is_refused(self):
        clue = concluded("conclude_refuted")
        today, by = timezone.localdate(), person("team_leader")
        told = {"task": "notice", "note": "书面告知", "by": by}
        with pytest.raises(Invalid) as refused:
            record_follow_up(clue.number, told_on=today + timedelta(days=1), **told)
        assert set(refused.value.fields) == {"told_on"}
        with pytest.raises(Invalid) as refused:
            record_follow_up(clue.number, told_on=today - timedelta(days=1), **told)
        assert set(refused.value.fields) == {"late_reason"}
        record_follow_up(clue.number, told_on=today - timedelta(days=1), late_reason="外出公干", **told)
        assert clue.follow_ups.get(task="notice").late_reason == "外出公干"
