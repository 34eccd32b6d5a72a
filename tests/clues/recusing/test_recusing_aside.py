"""Recusal while a clue stands aside: nothing is stuck, and nobody recused gets anything back."""

from __future__ import annotations

import pytest

from accounts.actions import declare_recusal
from clues.clue.handlers import eligible_handlers
from clues.clue.models.clues import Clue
from clues.clue.terms import ClueState as S
from clues.custody.actions import assign_handlers
from clues.disposal.actions import take_up
from clues.merging.actions import undo_merge
from clues.recusing.actions.clearing import replace_handler
from clues.recusing.actions.recusing import recuse_self
from clues.timing.actions.suspending import resume_clue
from clues.transfers.actions.handing_over import accept_transfer, decline_transfer
from hub.approvals.actions import reject, return_to_initiator
from hub.approvals.models import Seat
from hub.duties.models import Duty
from hub.kernel.errors import Invalid
from tests.factories import clue_about, merge_clues, suspend, transfer
from tests.recusing import clue_about as clue_about_one
from tests.recusing import names, waits_for
from tests.signing import digest_for, running_approval, sign_as
from tests.stages import inquired
from tests.town import person

pytestmark = pytest.mark.django_db
GONE, STAYS, COMES = "team_handler", "team_handler_2", "team_handler_3"


def recused(clue: Clue, name: str = GONE) -> None:
    recuse_self(clue.number, ground="relative", reason="近亲属", by=person(name))
    clue.refresh_from_db()


def holds(clue: Clue, name: str = GONE) -> list[str]:
    """What is open in the person's name, whether or not they see it."""
    return list(Duty.objects.open().about(clue).filter(person=person(name)).values_list("kind", flat=True))


def replaced(clue: Clue) -> None:
    replace_handler(clue.number, comes=person(COMES), reason="补缺", by=person("team_leader"))
    clue.refresh_from_db()


def shut_out(clue: Clue, name: str = GONE) -> bool:
    """Has nothing open, no grant, and sees neither the clue nor its letters."""
    them = person(name)
    rows = (clue, *clue.letters.all())
    return (
        not holds(clue, name)
        and not any(row.person_grants.filter(user=them).exists() for row in rows)
        and not any(type(row).objects.visible_to(them).filter(pk=row.pk).exists() for row in rows)
    )


class TestSuspended:
    def test_another_is_named_meanwhile_and_the_work_goes_on_with_them(self):
        clue = clue_about_one(S.SUSPENDED)
        recused(clue)
        assert shut_out(clue)
        assert waits_for("team_leader", clue) == {"clue.replace_handler"}
        replaced(clue)
        assert waits_for(COMES, clue) == set(), "time stands still"
        resume_clue(clue.number, reason="已出院", by=person(STAYS))
        assert names(clue) == [STAYS, COMES]
        assert [waits_for(name, clue) for name in (STAYS, COMES)] == [{"clue.opinion"}] * 2
        assert shut_out(clue)

    def test_resumed_before_another_is_named_the_one_who_stays_goes_on(self):
        clue = clue_about_one(S.SUSPENDED)
        recused(clue)
        resume_clue(clue.number, reason="已出院", by=person(STAYS))
        assert (waits_for(STAYS, clue), shut_out(clue)) == ({"clue.opinion"}, True)
        replaced(clue)
        assert waits_for(COMES, clue) == {"clue.opinion"}

    def test_who_comes_is_asked_for_the_open_stage_too(self):
        clue = inquired()
        suspend(clue)
        clue.refresh_from_db()
        recused(clue)
        replaced(clue)
        resume_clue(clue.number, reason="已出院", by=person(STAYS))
        assert waits_for(COMES, clue) == waits_for(STAYS, clue) == {"clue.result", "clue.stage"}

    def test_both_recused_the_head_resumes_and_names_two(self):
        clue = clue_about_one(S.SUSPENDED)
        for name in (GONE, STAYS):
            recused(clue, name)
        resume_clue(clue.number, reason="已出院", by=person("team_leader"))
        replaced(clue)
        assert waits_for(COMES, clue) == {"clue.opinion"}
        assert waits_for("team_leader", clue) == {"clue.replace_handler"}


class TestInTransfer:
    def test_declined_it_is_where_it_was_and_another_is_named(self):
        clue = clue_about_one(S.IN_TRANSFER)
        recused(clue)
        assert shut_out(clue)
        decline_transfer(clue.number, reason="不属本区管辖", by=person("district_custodian"))
        clue.refresh_from_db()
        assert (clue.state, shut_out(clue)) == (S.ASSIGNED, True)
        assert waits_for(STAYS, clue) == {"clue.opinion"}
        assert waits_for("team_leader", clue) == {"clue.replace_handler"}
        replaced(clue)
        assert waits_for(COMES, clue) == {"clue.opinion"}

    def test_accepted_the_recused_reads_nothing_more_while_the_other_does(self):
        clue = clue_about_one(S.IN_TRANSFER)
        recused(clue)
        accept_transfer(clue.number, by=person("district_custodian"))
        assert shut_out(clue)
        assert Clue.objects.visible_to(person(STAYS)).filter(pk=clue.pk).exists()

    def test_whoever_is_recused_at_the_receiving_organ_is_not_offered_there(self):
        clue = clue_about_one(S.SIGNED)
        transfer(clue)
        recuse_by_number("district_handler")
        accept_transfer(clue.number, by=person("district_custodian"))
        clue.refresh_from_db()
        choice = eligible_handlers(clue)
        assert [each.username for each in choice.not_offered] == ["district_handler"]
        assert "district_handler" not in [each.username for each in choice.offered]
        handlers = [person("district_handler"), person("district_head")]
        with pytest.raises(Invalid):
            assign_handlers(clue.number, handlers=handlers, by=person("district_head"))

    def test_nobody_left_to_sign_there_case_management_is_told(self):
        clue = clue_about_one(S.IN_TRANSFER)
        recused(clue, "district_custodian")
        assert waits_for("manager", clue) == {"clue.unattended"}

    def test_nobody_left_to_name_handlers_there_case_management_is_told_at_once(self):
        clue = clue_about_one(S.IN_TRANSFER)
        recused(clue, "district_head")
        accept_transfer(clue.number, by=person("district_custodian"))
        clue.refresh_from_db()
        assert "clue.unattended" in waits_for("manager", clue)


class TestHeld:
    def test_taken_up_again_by_the_other_it_waits_for_those_who_handle_it_now(self):
        clue = clue_about_one(S.HELD)
        recused(clue)
        assert waits_for("team_leader", clue) == {"clue.replace_handler"}
        replaced(clue)
        take_up(clue.number, reason="出现新情况", by=person(STAYS))
        assert [waits_for(name, clue) for name in (STAYS, COMES)] == [{"clue.opinion"}] * 2
        assert shut_out(clue)


class TestMerged:
    def test_taken_out_again_nothing_comes_back_to_the_recused(self):
        main = clue_about_one(S.ASSIGNED)
        clue = clue_about(main, S.ASSIGNED)
        merge_clues(main, clue)
        clue.refresh_from_db()
        recused(clue)
        assert shut_out(clue)
        undo_merge(clue.number, reason="并案有误", by=person("manager"))
        clue.refresh_from_db()
        assert (clue.state, shut_out(clue)) == (S.ASSIGNED, True)
        assert waits_for(STAYS, clue) == {"clue.opinion"}
        assert waits_for("team_leader", clue) == {"clue.replace_handler"}


class TestReport:
    def seats(self, clue: Clue) -> set[str]:
        open_seats = Seat.objects.in_open_step(running_approval(clue))
        return {
            each.person.username if each.person else str(each.group.postgroup.role) for each in open_seats
        }

    def test_the_seat_of_the_other_handler_goes_to_whoever_is_named_instead(self):
        clue = clue_about_one(S.REPORT)
        assert self.seats(clue) == {STAYS}
        recused(clue, STAYS)
        assert waits_for("team_leader", clue) == {"clue.replace_handler"}
        assert "approval.blocked" in waits_for("manager", clue)
        replaced(clue)
        assert self.seats(clue) == {COMES}
        assert "approval.blocked" not in waits_for("manager", clue)
        sign_as(COMES, clue)
        assert shut_out(clue, STAYS)

    def test_returned_it_is_revised_by_the_one_who_stays(self):
        clue = clue_about_one(S.REPORT)
        approval = running_approval(clue)
        return_to_initiator(approval.pk, by=person(STAYS), digest=digest_for(approval), opinion="请补充")
        recused(clue)
        assert (self.seats(clue), shut_out(clue)) == ({STAYS}, True)

    def test_refused_the_result_is_owed_by_those_who_handle_it_now(self):
        clue = clue_about_one(S.REPORT)
        sign_as(STAYS, clue)
        recused(clue)
        replaced(clue)
        approval = running_approval(clue)
        reject(approval.pk, by=person("team_leader"), digest=digest_for(approval), opinion="事实不清")
        clue.refresh_from_db()
        assert clue.state == S.IN_DISPOSAL
        assert [waits_for(name, clue) for name in (STAYS, COMES)] == [{"clue.result"}] * 2
        assert shut_out(clue)


def recuse_by_number(name: str) -> None:
    declare_recusal(person(name), identity=("staff", "S-1"), by=person(name))
