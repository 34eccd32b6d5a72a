"""Clues about certain people are reported upward, and a verification of them has another chain."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.actions import NewPerson, NewUnit, enter_person, give_post, open_unit, set_clearance
from accounts.terms import Role, UnitKind
from clues.clue.models.clues import Clue
from clues.clue.terms import ClueState
from clues.disposal.actions import revise_opinion
from clues.reporting.actions import ReportMade, note_report
from clues.subjects.models import SubjectStanding
from clues.subjects.terms import Position
from clues.ways.models import DisposalWay
from hub.approvals import actions as approvals
from hub.duties.models import Duty
from hub.kernel.errors import Conflict, Invalid, NotAllowed
from tests.factories import clue_at, level, make_clue, make_letter, new_subject, referral, walk
from tests.signing import digest_for, running_approval, sign_as
from tests.town import person

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def about(position, **more):
    return make_letter(subjects=[new_subject(position=position, **more)])


def waiting(clue):
    open_ones = Duty.objects.open().about(clue).filter(kind="clue.report_upward")
    return {duty.group.postgroup.role for duty in open_ones.select_related("group__postgroup")}


def made(**fields):
    return ReportMade(
        **({"reported_on": TODAY(), "organ": "省纪委监委", "document": "报〔2026〕1号"} | fields)
    )


class TestReportingUpward:
    """监督执纪工作规则 art. 22."""

    @pytest.mark.parametrize("position", list(Position))
    def test_case_management_and_the_principal_leader_owe_it(self, position):
        clue = make_clue(about(position))
        assert waiting(clue) == {Role.CASE_MANAGER, Role.OFFICE_HEAD, Role.PRINCIPAL_LEADER}
        assert clue.report.rule.position == position
        assert Clue.objects.visible_to(person("secretary")).filter(pk=clue.pk).exists()

    def test_nothing_is_owed_for_anybody_else(self):
        clue = make_clue()
        assert waiting(clue) == set()
        with pytest.raises(Conflict):
            note_report(clue.number, new=made(), by=person("manager"))

    def test_what_a_partner_body_passes_on_counts_too(self):
        assert waiting(referral(subject=new_subject(position=Position.UNIT_HEAD)))

    def test_noted_with_its_day_nothing_waits_any_more(self):
        clue = make_clue(about(Position.UNIT_HEAD))
        past = made(reported_on=TODAY() - timedelta(days=1))
        with pytest.raises(Invalid) as refused:
            note_report(clue.number, new=past, by=person("manager"))
        assert set(refused.value.fields) == {"late_reason"}
        with pytest.raises(Invalid) as refused:
            note_report(clue.number, new=made(organ=" "), by=person("manager"))
        assert set(refused.value.fields) == {"organ"}
        note_report(clue.number, new=made(), by=person("secretary"))
        assert waiting(clue) == set()
        with pytest.raises(Conflict) as late:
            note_report(clue.number, new=made(), by=person("manager"))
        assert late.value.happened == {"reported_on": str(TODAY()), "by": "secretary"}

    def test_others_who_see_it_do_not_report(self):
        clue = clue_at(ClueState.PUSHED, letter=about(Position.UNIT_HEAD))
        with pytest.raises(NotAllowed):
            note_report(clue.number, new=made(), by=person("team_leader"))

    def test_a_later_letter_that_does_not_say_it_does_not_take_it_away(self):
        staff = {"identifiers": {"staff": "HEAD-1"}}
        make_clue(about(Position.UNIT_HEAD, **staff))
        clue = make_clue(make_letter(subjects=[new_subject(post="主任", **staff)]))
        assert (
            SubjectStanding.objects.current().filter(subject=clue.subject)[0].position == Position.UNIT_HEAD
        )
        assert waiting(clue)


class TestVerificationChain:
    """监督执纪工作规则 art. 33."""

    def party_secretary(self):
        admin, start = person("system_admin"), TODAY()
        new = NewUnit(code="party", kind=UnitKind.PARTY_COMMITTEE, name="市委", name_en="", from_on=start)
        committee = open_unit(new, by=admin)
        entered = enter_person(NewPerson("party_secretary", "party secretary", ("staff", "PS")), by=admin)
        give_post(entered, unit=committee, role=Role.PRINCIPAL_LEADER, by=admin, from_on=start)
        set_clearance(entered.pk, level=level(), by=person("security_admin"))

    def opinion(self):
        clue = clue_at(ClueState.ASSIGNED, letter=about(Position.NEXT_LEVEL_LEADER))
        return walk(clue, ClueState.OPINION)

    def test_the_party_secretary_approves_the_verification_of_a_next_level_leader(self):
        self.party_secretary()
        clue = self.opinion()
        assert running_approval(clue).chain.code == "clue.opinion.secretary"
        for name in ("team_leader", "deputy", "secretary"):
            sign_as(name, clue)
        clue.refresh_from_db()
        assert clue.state == ClueState.OPINION
        sign_as("party_secretary", clue)
        clue.refresh_from_db()
        assert clue.state == ClueState.IN_DISPOSAL

    def test_where_nobody_is_party_secretary_the_step_is_named(self):
        with pytest.raises(Invalid) as refused:
            self.opinion()
        assert refused.value.code == "nobody-fits"

    def test_everybody_else_keeps_the_chain_of_the_way(self):
        assert running_approval(clue_at(ClueState.OPINION)).chain.code == "clue.opinion"

    def test_after_a_return_a_way_with_another_chain_is_refused(self):
        self.party_secretary()
        clue = self.opinion()
        approval, head = running_approval(clue), person("team_leader")
        approvals.return_to_initiator(approval.pk, by=head, digest=digest_for(approval), opinion="再议")
        way = DisposalWay.objects.get(code="inquiry")
        details = {"questions": "一、二", "request": "2号"}
        with pytest.raises(Invalid) as refused:
            revise_opinion(clue.number, way=way, plan="改为函询", details=details, by=person("team_handler"))
        assert set(refused.value.fields) == {"way"}
