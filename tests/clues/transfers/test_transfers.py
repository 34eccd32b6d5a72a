"""Clues that go to another organ and clues that come from partner bodies."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from clues.categories import Category
from clues.clue.models.clues import Clue, ClueGroupGrant
from clues.clue.terms import ClueState
from clues.custody.actions import assign_handlers
from clues.disposal.actions import feed_back
from clues.intake.actions.receiving import take_on
from clues.merging.actions import NewPart, split_clue
from clues.subjects.models import SubjectStanding
from clues.subjects.terms import Authority
from clues.transfers.actions.handing_over import (
    SignedReceipt,
    accept_transfer,
    confirm_receipt,
    decline_transfer,
    note_outcome,
)
from clues.transfers.actions.proposing import Receiver, propose_return, propose_transfer
from hub.approvals import actions as approvals
from hub.approvals.purposes import purpose_of
from hub.duties.models import Duty
from hub.kernel.errors import Conflict, Invalid, NotAllowed, NotVisible
from hub.kernel.working_time import start_of
from hub.rules.deadlines import due
from tests.factories import clue_at, level, new_subject, referral, transfer, transfer_outside
from tests.signing import digest_for, running_approval, sign_as
from tests.town import person, unit

pytestmark = pytest.mark.django_db
OUTSIDE = Receiver(organ="省纪委监委", override_reason="上级提级办理")
TODAY = timezone.localdate


def waiting(clue, kind):
    return Duty.objects.open().about(clue).filter(kind=kind)


def sees(name, clue):
    return Clue.objects.visible_to(person(name)).filter(pk=clue.pk).exists()


def district_cadre(clue):
    SubjectStanding.objects.filter(subject=clue.subject).update(
        authority=Authority.DISTRICT, territory="990101"
    )


def propose(clue, to, **more):
    return propose_transfer(clue.number, to=to, reason="按管辖移送", by=person("manager"), **more)


class TestJurisdiction:
    def test_the_districts_cadre_goes_to_the_district_without_further_words(self):
        clue = clue_at(ClueState.SIGNED)
        district_cadre(clue)
        propose(clue, Receiver(unit=unit("district-1")))
        asked = clue.transfers.get()
        assert (asked.proposed, asked.override_reason) == (unit("district-1"), "")
        assert asked.values["authority"] == "district"

    def test_a_cadre_of_a_higher_level_goes_outside(self):
        clue = clue_at(ClueState.SIGNED)
        SubjectStanding.objects.filter(subject=clue.subject).update(authority=Authority.HIGHER)
        propose(clue, Receiver(organ="省纪委监委"))
        assert clue.transfers.get().proposed_organ

    def test_another_organ_than_jurisdiction_names_needs_a_reason_which_is_kept_and_signed(self):
        clue = clue_at(ClueState.SIGNED)
        with pytest.raises(Invalid) as refused:
            propose(clue, Receiver(unit=unit("district-1")))
        assert set(refused.value.fields) == {"override_reason"}
        propose(clue, Receiver(unit=unit("district-1"), override_reason="指定管辖"))
        said = purpose_of("clue.transfer").content(clue)["transfer"]
        assert (said["override_reason"], said["values"]["authority"]) == ("指定管辖", "municipal")

    @pytest.mark.parametrize(
        "to",
        [
            Receiver(),
            Receiver(organ=" "),
            Receiver(unit="district-1", organ="省纪委监委"),
            Receiver(unit="team-1", override_reason="x"),
            Receiver(unit="inspection-office", override_reason="x"),
        ],
    )
    def test_one_organ_that_can_sign_and_has_it_not(self, to):
        clue = clue_at(ClueState.SIGNED)
        named = unit(to.unit) if to.unit else None
        with pytest.raises(Invalid) as refused:
            propose(clue, Receiver(named, to.organ, to.override_reason))
        assert set(refused.value.fields) == {"unit"}


class TestTwoPeople:
    def test_proposed_it_stays_and_the_one_who_proposes_does_not_agree(self):
        clue = propose(clue_at(ClueState.SIGNED), OUTSIDE)
        assert clue.state == ClueState.SIGNED
        approval = running_approval(clue)
        with pytest.raises(NotAllowed):
            approvals.sign(approval.pk, by=person("manager"), digest=digest_for(approval))

    def test_refused_nothing_moves(self):
        clue = propose(clue_at(ClueState.SIGNED), OUTSIDE)
        approval, head = running_approval(clue), person("management_head")
        approvals.reject(approval.pk, by=head, digest=digest_for(approval), opinion="管辖不明")
        clue.refresh_from_db()
        assert (clue.state, clue.transfers.get().handed_at) == (ClueState.SIGNED, None)


class TestInside:
    def test_until_it_is_signed_for_nothing_waits_for_the_old_holders(self):
        clue = clue_at(ClueState.IN_TRANSFER)
        assert (clue.holder, clue.target) == (unit("team-1"), unit("district-1"))
        kinds = Duty.objects.open().about(clue).values_list("kind", flat=True)
        assert list(kinds) == ["clue.sign"]
        assert sees("district_custodian", clue)

    def test_signed_for_the_old_holders_write_no_more_and_read_for_a_time(self):
        clue = accept_transfer(clue_at(ClueState.IN_TRANSFER).number, by=person("district_custodian"))
        assert (clue.state, clue.holder, clue.target) == (ClueState.SIGNED, unit("district-1"), None)
        assert not clue.assignments.filter(ended_at=None).exists()
        assert sees("team_handler", clue)
        until = due("transfer.reading", timezone.now()).at
        old = ClueGroupGrant.objects.filter(content_object=clue, group__postgroup__unit=unit("team-1"))
        assert set(old.values_list("expires_at", flat=True)) == {until}
        assert clue.person_grants.get(user=person("team_handler")).expires_at == until
        with pytest.raises(NotAllowed):
            assign_handlers(clue.number, handlers=[], by=person("team_leader"))
        assert waiting(clue, "clue.assign").exists()
        assert clue.custodies.latest("pk").received_by == person("district_custodian")
        assert clue.due_dates.filter(awaited="opinion").count() == 2

    def test_returned_with_a_reason_it_stands_where_it_stood(self):
        clue = clue_at(ClueState.ASSIGNED)
        before = set(Duty.objects.open().about(clue).values_list("pk", flat=True))
        transfer(clue)
        with pytest.raises(Invalid):
            decline_transfer(clue.number, reason=" ", by=person("district_custodian"))
        clue = decline_transfer(clue.number, reason="不属本区管辖", by=person("district_custodian"))
        assert (clue.state, clue.target) == (ClueState.ASSIGNED, None)
        assert set(Duty.objects.open().about(clue).values_list("pk", flat=True)) == before
        assert not sees("district_custodian", clue)
        assert clue.transfers.get().decline_reason == "不属本区管辖"

    def test_signed_for_twice_it_conflicts_and_says_where_it_is(self):
        clue = accept_transfer(clue_at(ClueState.IN_TRANSFER).number, by=person("district_custodian"))
        with pytest.raises(Conflict) as late:
            accept_transfer(clue.number, by=person("district_custodian"))
        assert late.value.happened["state"] == "signed"
        assert late.value.happened["by"] == "district custodian"

    def test_the_result_is_fed_back_to_whoever_gave_it_away(self):
        clue = accept_transfer(clue_at(ClueState.IN_TRANSFER).number, by=person("district_custodian"))
        Clue.objects.filter(pk=clue.pk).update(state=ClueState.RESULT)
        feed_back(clue.number, text="办理结果", by=person("district_head"))
        assert {each.to_unit.code for each in clue.feedbacks.all()} == {"petition", "team-1"}


class TestOutside:
    def handed(self):
        clue = clue_at(ClueState.ASSIGNED)
        transfer(clue, OUTSIDE)
        return clue

    def test_case_management_keeps_the_receipt_and_late_days_have_a_reason(self):
        clue = self.handed()
        assert waiting(clue, "clue.receipt").exists()
        past = SignedReceipt(received_on=TODAY() - timedelta(days=2), receipt="回执1号")
        with pytest.raises(Invalid) as refused:
            confirm_receipt(clue.number, new=past, by=person("manager"))
        assert set(refused.value.fields) == {"late_reason"}
        with pytest.raises(Invalid) as refused:
            confirm_receipt(clue.number, new=SignedReceipt(TODAY(), " "), by=person("manager"))
        assert set(refused.value.fields) == {"receipt"}
        clue = confirm_receipt(clue.number, new=SignedReceipt(TODAY(), "回执1号"), by=person("manager"))
        assert clue.state == ClueState.TRANSFERRED
        assert list(Duty.objects.open().about(clue).values_list("kind", flat=True)) == ["clue.outcome"]

    def test_no_unit_of_the_hub_signs_for_it(self):
        clue = self.handed()
        with pytest.raises(NotAllowed):
            accept_transfer(clue.number, by=person("manager"))
        clue = decline_transfer(clue.number, reason="退回", by=person("manager"))
        assert clue.state == ClueState.ASSIGNED

    def test_the_later_outcome_is_told_on(self):
        clue = self.handed()
        confirm_receipt(clue.number, new=SignedReceipt(TODAY(), "回执1号"), by=person("manager"))
        note_outcome(clue.number, told_on=TODAY(), text="已立案", by=person("manager"))
        assert clue.transfers.get().outcomes.get().text == "已立案"
        assert {each.to_unit.code for each in clue.feedbacks.all()} == {"petition", "team-1"}


class TestReferrals:
    """监察法实施条例 arts. 201-202."""

    def test_received_without_a_letter_it_waits_five_working_days_from_its_day(self):
        day = TODAY() - timedelta(days=3)
        clue = referral(received_on=day, late_reason="机要交换")
        assert not clue.letters.exists()
        assert (clue.state, clue.source, clue.referral.document[:2]) == ("received", "partner", "审移")
        until = due("partner.clue_forward", start_of(day)).at
        assert set(waiting(clue, "clue.decide").values_list("due_at", flat=True)) == {until}

    def test_a_past_day_needs_a_reason_and_a_sender_is_named(self):
        with pytest.raises(Invalid) as refused:
            referral(received_on=TODAY() - timedelta(days=3))
        assert set(refused.value.fields) == {"late_reason"}
        with pytest.raises(Invalid) as refused:
            referral(sender=None, sender_name=" ")
        assert set(refused.value.fields) == {"sender"}

    def test_handled_it_goes_the_way_of_all_clues(self):
        clue = take_on(referral().number, by=person("manager"))
        assert clue.state == ClueState.REGISTERED
        assert not waiting(clue, "clue.decide").exists()
        assert waiting(clue, "clue.propose").exists()

    def test_forwarded_it_leaves_a_signed_record(self):
        clue = referral()
        transfer_outside(clue)
        clue.refresh_from_db()
        sent = clue.transfers.get()
        assert (clue.state, sent.receipt, sent.ended_by) == (
            "transferred",
            "回执〔2026〕3号",
            person("manager"),
        )
        assert not waiting(clue, "clue.decide").exists()

    def test_split_the_part_is_handled_and_the_rest_still_decided_on(self):
        clue = referral()
        part = NewPart("其中一部分", "属本委管辖", Category.objects.get(code="dining"), level(), "部分管辖")
        mine = split_clue(clue.number, new=part, by=person("manager"))
        clue.refresh_from_db()
        assert (mine.state, clue.state) == ("registered", "received")
        assert waiting(clue, "clue.decide").exists()

    def test_returned_it_goes_back_to_the_body_it_came_from(self):
        clue = propose_return(referral().number, reason="不属监察机关管辖", by=person("manager"))
        for name in ("management_head", "secretary"):
            sign_as(name, clue)
        confirm_receipt(clue.number, new=SignedReceipt(TODAY(), "回执2号"), by=person("manager"))
        sent = clue.transfers.get()
        assert (sent.returns, sent.organ) == (True, str(unit("partner-1")))
        assert not Duty.objects.open().about(clue).exists()

    def test_forwarded_and_declined_it_is_still_to_be_decided_by_the_same_day(self):
        clue = referral()
        until = set(waiting(clue, "clue.decide").values_list("due_at", flat=True))
        transfer(clue)
        clue = decline_transfer(clue.number, reason="不属本区管辖", by=person("district_custodian"))
        assert clue.state == ClueState.RECEIVED
        assert set(waiting(clue, "clue.decide").values_list("due_at", flat=True)) == until

    def test_only_case_managers_take_it_in_and_nobody_else_sees_it(self):
        clue = referral(subject=new_subject())
        assert [
            name for name in ("manager", "management_head", "secretary", "liaison") if sees(name, clue)
        ] == [
            "manager",
            "management_head",
        ]
        with pytest.raises(NotVisible):
            take_on(clue.number, by=person("secretary"))
