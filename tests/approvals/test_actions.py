"""What each action on a running approval leaves behind."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from procrastinate.contrib.django import app

from accounts.actions import give_post, set_clearance
from accounts.terms import Role
from clues.clue.models.clues import Clue
from clues.clue.terms import ClueState
from clues.disposal.actions import submit_opinion
from clues.ways.models import DisposalWay
from hub.approvals import actions
from hub.approvals.models import ChainSigner, Copy, Seat, Signature
from hub.approvals.policies import holds_seat
from hub.approvals.terms import Mode, Outcome, SignerBy, SignerUse
from hub.approvals.waiting import purposes_waiting
from hub.duties.models import Duty
from hub.events.models import Entry, Notice
from hub.kernel.errors import Conflict, Invalid, NotAllowed
from tests.approvals import runs
from tests.approvals.runs import duties_of, fields
from tests.factories import clue_at
from tests.signing import running_approval
from tests.town import person

pytestmark = pytest.mark.django_db


class TestSamePerson:
    def test_twice_in_a_row_passes_and_says_so(self):
        runs.chain((Mode.ANY, "A", {}), (Mode.ANY, "AB", {}), (Mode.ANY, "C", {}))
        approval = runs.started()
        runs.sign(approval, "A")
        first, second = Signature.objects.filter(seat__step__approval=approval).order_by("pk")
        assert second.same_as == first
        assert runs.asked(approval) == "C"

    def test_taken_back_both_go(self):
        runs.chain((Mode.ANY, "A", {}), (Mode.ANY, "A", {}), (Mode.ANY, "C", {}))
        approval = runs.started()
        runs.sign(approval, "A")
        actions.take_back(approval.pk, by=person(runs.NAMES["A"]))
        assert runs.turns(approval) == ["A 1", "C 1"]

    def test_another_content_is_signed_again(self):
        runs.chain((Mode.ANY, "A", {}), (Mode.ANY, "A", {"hidden": ["title"]}))
        approval = runs.started()
        runs.sign(approval, "A")
        assert runs.asked(approval) == "A"

    def test_where_somebody_else_has_to_sign(self):
        runs.chain((Mode.ANY, "A", {}), (Mode.ANY, "AB", {"same_person": "other"}))
        approval = runs.started()
        runs.sign(approval, "A")
        with pytest.raises(NotAllowed) as refused:
            runs.sign(approval, "A")
        assert refused.value.verdict.code == "signed_before"
        runs.sign(approval, "B")


class TestFallbackAndTime:
    def with_line(self, use: str, signs: str, instead: str, **step: object):
        chain = runs.chain((Mode.ANY, signs, step))
        ChainSigner.objects.create(
            step=chain.steps.get(),
            position=9,
            use=use,
            by=SignerBy.PERSON,
            person=person(runs.NAMES[instead]),
        )

    def test_where_nobody_fits_the_fallback_signs(self):
        self.with_line(SignerUse.FALLBACK, "I", "B")  # the initiator cannot sign what they submit
        approval = runs.started()
        assert runs.asked(approval) == "B"

    def test_where_somebody_fits_it_does_not(self):
        self.with_line(SignerUse.FALLBACK, "A", "B")
        assert runs.asked(runs.started()) == "A"

    def test_out_of_time_it_passes_on_and_is_not_approved(self):
        self.with_line(SignerUse.ESCALATION, "A", "B", escalation="approval.step")
        approval = runs.started()
        assert actions.escalate_due(timezone.now()) == 0
        assert actions.escalate_due(timezone.now() + timedelta(days=60)) == 1
        assert runs.asked(approval) == "B"
        assert duties_of("A") == 0
        assert Entry.objects.get(kind="approval.escalated").by is None
        assert actions.escalate_due(timezone.now() + timedelta(days=60)) == 0
        approval.refresh_from_db()
        assert approval.outcome == Outcome.RUNNING
        runs.sign(approval, "B")

    def test_a_running_item_does_not_notice_that_its_chain_was_changed(self):
        approval = runs.three(Mode.ALL)
        approval.chain.steps.all().delete()
        assert runs.turns(approval) == ["F 1", "ABC 3", "T 1"]


class TestFields:
    def test_a_signers_change_asks_those_again_who_signed_another_content(self):
        clue = clue_at(ClueState.ASSIGNED)
        chain = runs.chain((Mode.ANY, "F", {}), (Mode.ANY, "A", {"editable": ["plan"]}), code="clue.opinion")
        clue_at_opinion = _opinion(clue)
        approval = running_approval(clue_at_opinion)
        assert approval.chain == chain
        runs.sign(approval, "F")
        by = person(runs.NAMES["A"])
        actions.amend(approval.pk, {"plan": "先核对票据"}, by=by, digest=runs.digest(approval))
        assert clue.opinions.count() == 2
        runs.sign(approval, "A")
        assert runs.asked(approval) == "F"
        runs.sign(approval, "F")
        assert Clue.objects.get(pk=clue.pk).state == ClueState.IN_DISPOSAL

    def test_other_fields_are_refused_by_name(self):
        runs.chain((Mode.ANY, "A", {"editable": ["proposal"]}))
        approval = runs.started()
        with pytest.raises(Invalid) as refused:
            actions.amend(
                approval.pk, {"title": "x"}, by=person(runs.NAMES["A"]), digest=runs.digest(approval)
            )
        assert fields(refused) == {"title"}

    def test_what_was_hidden_is_hidden_when_the_step_is_asked_again(self):
        runs.chain((Mode.ALL, "AB", {"hidden": ["summary"]}))
        approval = runs.started()
        runs.send_back(approval, "A", "I")
        runs.resubmit(approval, changed=True)
        again = runs.open_step(approval)
        assert again.repeats is not None
        assert again.hidden == ["summary"]

    def test_a_hidden_field_is_not_in_what_is_signed(self):
        runs.chain((Mode.ANY, "A", {"hidden": ["summary"]}))
        approval = runs.started()
        runs.sign(approval, "A")
        assert "summary" not in approval.snapshots.get().content


def _opinion(clue: Clue) -> Clue:
    from_handler = person("team_handler")
    way = DisposalWay.objects.get(code="verification")
    details = {"group": "两人", "work_plan": "1号"}
    return submit_opinion(clue.number, way=way, plan="计划", details=details, by=from_handler)


class TestGroups:
    def test_claimed_it_waits_for_one_and_released_for_all(self):
        approval = running_approval(clue_at(ClueState.PROPOSED))
        head = person("management_head")
        actions.claim(approval.pk, by=head)
        assert Duty.objects.open().filter(person=head).count() == 1
        assert not Duty.objects.open().filter(group__isnull=False, ref=approval.pk).exists()
        actions.release(approval.pk, by=head)
        assert Duty.objects.open().filter(group__isnull=False, ref=approval.pk).count() == 1

    def test_what_a_colleague_has_taken_on_nobody_else_signs(self):
        approval = running_approval(clue_at(ClueState.PROPOSED))
        head, colleague = person("management_head"), person("manager")
        unit_ = head.posts.get().group.unit
        give_post(colleague, unit=unit_, role=Role.OFFICE_HEAD, by=person("system_admin"))
        seat, colleague = Seat.objects.in_open_step(approval).get(), person("manager")
        assert holds_seat(seat, colleague)
        actions.claim(approval.pk, by=head)
        seat.refresh_from_db()
        assert holds_seat(seat, colleague).code == "claimed"
        assert holds_seat(seat, head)


class TestTalk:
    def test_a_copy_is_read_once(self):
        approval = runs.three(Mode.ALL)
        reader = person(runs.NAMES["X"])
        actions.copy_to(approval.pk, to=[reader], by=person("manager"))
        actions.copy_to(approval.pk, to=[reader], by=person("manager"))
        first = actions.mark_read(approval.pk, by=reader).read_at
        assert actions.mark_read(approval.pk, by=reader).read_at == first
        assert Copy.objects.filter(approval=approval).count() == 1
        assert Notice.objects.filter(recipient=reader, entry__kind="approval.copied").count() == 1

    def test_nobody_gets_a_copy_when_one_of_them_cannot_read_it(self):
        approval = runs.three(Mode.ALL)
        people = [person(runs.NAMES["X"]), person("system_admin")]
        with pytest.raises(Invalid) as refused:
            actions.copy_to(approval.pk, to=people, by=person("manager"))
        assert fields(refused) == {"to"}
        assert not Copy.objects.exists()

    def test_urged_once_a_day_with_a_date_to_come(self):
        approval = runs.three(Mode.ALL)
        today = timezone.localdate()
        by = person("manager")
        with pytest.raises(Invalid):
            actions.urge(approval.pk, reply_by=today - timedelta(1), by=by)
        actions.urge(approval.pk, reply_by=today, by=by, text="请今日办结")
        told = Notice.objects.filter(entry__kind="approval.urged").values_list(
            "recipient__username", flat=True
        )
        assert list(told) == [runs.NAMES["F"]]
        with pytest.raises(Conflict):
            actions.urge(approval.pk, reply_by=today, by=by)

    def test_a_question_moves_nothing(self):
        approval = runs.three(Mode.ALL)
        before = runs.asked(approval)
        asked = person(runs.NAMES["X"])
        question = actions.ask_aside(approval.pk, to=asked, text="票据在哪里", by=person("petition_head"))
        assert duties_of("X") == 1
        actions.answer_aside(approval.pk, question.pk, text="在附件二", by=asked)
        assert duties_of("X") == 0
        with pytest.raises(Conflict):
            actions.answer_aside(approval.pk, question.pk, text="再答", by=asked)
        assert runs.asked(approval) == before


class TestEnds:
    @pytest.mark.parametrize(
        ("end", "name", "outcome"),
        [
            (actions.withdraw, "manager", Outcome.WITHDRAWN),
            (actions.terminate, "secretary", Outcome.TERMINATED),
        ],
    )
    def test_ended_it_asks_nobody_and_the_matter_goes_back(self, end, name, outcome):
        approval = runs.three(Mode.ALL)
        runs.sign(approval, "F")
        with pytest.raises(Invalid):
            end(approval.pk, by=person(name), reason=" ")
        approval = end(approval.pk, by=person(name), reason="情况有变")
        assert approval.outcome == outcome
        assert not Seat.objects.open().filter(step__approval=approval).exists()
        assert not Duty.objects.open().filter(ref=approval.pk, kind="approval.sign").exists()
        assert not approval.task_set.filter(finished__isnull=True).exists()
        assert Clue.objects.get(pk=approval.of_id).state == ClueState.REGISTERED

    def test_nothing_is_taken_back_once_the_next_has_acted(self):
        approval = runs.three(Mode.ANY)
        runs.sign(approval, "F")
        runs.sign(approval, "A")
        with pytest.raises(Conflict) as late:
            actions.take_back(approval.pk, by=person(runs.NAMES["F"]))
        assert late.value.happened["signed_by"] == str(person(runs.NAMES["A"]))


def test_why_it_was_handed_over_stays_with_the_seat():
    approval = runs.three(Mode.ALL)
    by = person(runs.NAMES["F"])
    actions.transfer(approval.pk, to=person(runs.NAMES["X"]), by=by, reason="出差")
    taken = Seat.objects.in_open_step(approval).get()
    assert (taken.note, taken.handed_by) == ("出差", by)


def test_what_waits_is_counted_for_visible_matters_alone():
    runs.three(Mode.ALL)
    signer = runs.NAMES["F"]
    assert [count for _purpose, count in purposes_waiting(person(signer))] == [1]
    set_clearance(person(signer).pk, level=None, by=person("security_admin"))
    assert purposes_waiting(person(signer)) == []


def test_the_timers_are_there():
    periodic = {task.task.name for task in app.periodic_registry.periodic_tasks.values()}
    assert {
        "hub.approvals.tasks.escalate_late_steps",
        "hub.approvals.tasks.admit_proxies_of_today",
        "hub.approvals.tasks.pass_on_vacant_seats",
    } <= periodic


def test_many_are_signed_each_by_itself():
    runs.chain((Mode.ANY, "A", {}))
    approvals = [runs.started() for _ in range(3)]
    items = [(approval.pk, runs.digest(approval)) for approval in approvals]
    items[1] = (approvals[1].pk, "0" * 64)
    results = actions.sign_many(items, by=person(runs.NAMES["A"]), opinion="同意")
    assert [result.error is None for result in results] == [True, False, True]
    assert Signature.objects.filter(seat__step__approval__in=approvals).count() == 2
