"""The report of a verification: signed by all who verified, and approved by the principal leader."""

from __future__ import annotations

import pytest
from django.utils import timezone, translation

from clues.clue.models.clues import Clue
from clues.clue.terms import ClueState as S
from clues.disposal.actions import NewResult, record_result, revise_report
from clues.overview.subject import dossier_of
from clues.recusing.actions.clearing import replace_handler
from clues.recusing.actions.recusing import recuse_self
from clues.timing.actions.suspending import ask_suspension
from clues.ways.models import DisposalWay
from hub.approvals.actions import (
    NewAbsence,
    admit_proxies,
    declare_absence,
    reject,
    return_to_initiator,
    transfer,
    urge,
    withdraw,
)
from hub.approvals.models import Seat
from hub.approvals.purposes import purpose_of
from hub.duties.inbox import inbox_of
from hub.duties.models import Duty
from hub.kernel.errors import Conflict, Invalid, NotAllowed
from tests.factories import clue_at, walk
from tests.signing import digest_for, running_approval, sign_as
from tests.town import person

pytestmark = pytest.mark.django_db
REPORT = {"finding": "unfounded", "report": "经核查失实", "statement": "本人说明", "proposal": "conclude"}


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def reported(clue: Clue, who: str = "team_handler", **said: str) -> Clue:
    return record_result(clue.number, new=NewResult(**(REPORT | said)), by=person(who))


def revised(clue: Clue, **said: str) -> None:
    revise_report(clue.number, new=NewResult(**(REPORT | said)), by=person("team_handler"))


def asked(clue: Clue) -> list[str]:
    """Who is asked to sign now: a person's name, or the role of a group."""
    seats = Seat.objects.in_open_step(running_approval(clue)).open()
    seats = seats.select_related("person", "group__postgroup").order_by("pk")
    return [seat.person.username if seat.person else seat.group.postgroup.role for seat in seats]


def sent_back(clue: Clue, who: str) -> None:
    approval = running_approval(clue)
    return_to_initiator(approval.pk, by=person(who), digest=digest_for(approval), opinion="请补充证据")


def fresh(clue: Clue) -> Clue:
    return Clue.objects.get(pk=clue.pk)


def waits_for(clue: Clue, kind: str) -> set[str]:
    duties = Duty.objects.open().about(clue).filter(kind=kind, person__isnull=False)
    return set(duties.values_list("person__username", flat=True))


class TestSigning:
    def test_every_handler_signs_then_it_goes_up_to_the_principal_leader(self):
        clue = reported(clue_at(S.IN_DISPOSAL))
        assert (clue.state, clue.results.get().approved) == (S.REPORT, False)
        assert running_approval(clue).chain.code == "clue.report"
        seen = []
        for name in ("team_handler_2", "team_leader", "deputy", "secretary"):
            seen.append(asked(clue))
            sign_as(name, clue)
        assert seen == [["team_handler_2"], ["team_leader"], ["leader_in_charge"], ["principal_leader"]]
        clue = fresh(clue)
        assert (clue.state, clue.results.get().approved) == (S.RESULT, True)
        assert waits_for(clue, "clue.result") == set()
        kinds = {line.duty.kind for line in inbox_of(person("team_leader")) if line.matter == clue}
        assert kinds == {"clue.feedback"}

    def test_it_is_no_result_before_that(self):
        clue = reported(clue_at(S.IN_DISPOSAL))
        assert not clue.results.approved().exists()
        concluded = walk(clue, S.CONCLUDED)
        (outcome,) = dossier_of(concluded, person("manager")).outcomes
        assert outcome.finding == "Unfounded"

    def test_who_submits_it_has_signed_by_that(self):
        clue = reported(clue_at(S.IN_DISPOSAL), "team_handler_2")
        assert asked(clue) == ["team_handler"]

    def test_a_signer_reads_all_of_it(self):
        clue = reported(clue_at(S.IN_DISPOSAL))
        purpose = purpose_of("clue.report")
        said = {str(label): text for label, text in purpose.lines(purpose.content(clue))}
        assert said["What is proposed"] == "Conclude the matter"
        assert (said["Finding"], said["Report"]) == ("Unfounded", "经核查失实")
        assert said["Statement of the subject"] == "本人说明"
        assert "Why there is no statement" not in said

    def test_nobody_else_signs_in_a_handlers_place(self):
        clue = reported(clue_at(S.IN_DISPOSAL))
        approval = running_approval(clue)
        with pytest.raises(NotAllowed) as refused:
            transfer(approval.pk, to=person("team_handler_3"), by=person("team_handler_2"), reason="忙")
        assert refused.value.verdict.code == "own_part"

    def test_one_handler_alone_reports_nothing(self):
        clue = clue_at(S.IN_DISPOSAL)
        recuse_self(clue.number, ground="relative", reason="亲属", by=person("team_handler_2"))
        with pytest.raises(Invalid) as refused:
            reported(clue)
        assert refused.value.code == "nobody-fits"
        assert "核查组成员签名" in str(refused.value.fields)
        assert fresh(clue).state == S.IN_DISPOSAL

    def test_a_way_without_such_a_chain_has_its_result_at_once(self):
        clue = clue_at(S.IN_DISPOSAL)
        DisposalWay.objects.filter(code="verification").update(result_chain="")
        reported(clue, proposal="")
        clue = fresh(clue)
        assert (clue.state, clue.results.get().approved) == (S.RESULT, True)


class TestInput:
    def test_what_is_missing_stands_at_its_field(self):
        clue = clue_at(S.IN_DISPOSAL)
        with pytest.raises(Invalid) as refused:
            reported(clue, proposal="", statement=" ")
        assert set(refused.value.fields) == {"proposal", "statement"}

    def test_not_while_something_else_about_the_clue_is_in_approval(self):
        clue = clue_at(S.IN_DISPOSAL)
        ask_suspension(clue.number, reason="住院", by=person("team_handler"))
        with pytest.raises(Conflict) as refused:
            reported(clue)
        assert refused.value.code == "approval-running"


class TestWaysBack:
    def test_refused_it_is_back_with_the_handlers_and_kept(self):
        clue = reported(clue_at(S.IN_DISPOSAL))
        sign_as("team_handler_2", clue)
        approval = running_approval(clue)
        reject(approval.pk, by=person("team_leader"), digest=digest_for(approval), opinion="事实不清")
        clue = fresh(clue)
        assert (clue.state, clue.results.get().approved) == (S.IN_DISPOSAL, False)
        assert waits_for(clue, "clue.result") == {"team_handler", "team_handler_2"}
        again = walk(reported(clue, finding="true"), S.RESULT)
        assert [(each.finding, each.approved) for each in again.results.all()] == [
            ("unfounded", False),
            ("true", True),
        ]

    def test_withdrawn_it_is_back_too(self):
        clue = reported(clue_at(S.IN_DISPOSAL))
        withdraw(running_approval(clue).pk, by=person("team_handler"), reason="还要补充")
        assert fresh(clue).state == S.IN_DISPOSAL
        assert waits_for(clue, "clue.result") == {"team_handler", "team_handler_2"}

    def test_a_changed_report_is_signed_anew_by_all_who_had_signed(self):
        clue = reported(clue_at(S.IN_DISPOSAL))
        sign_as("team_handler_2", clue)
        sent_back(clue, "team_leader")
        revised(clue, report="经补充核查，仍属失实")
        assert asked(clue) == ["team_handler_2"]
        assert [each.approved for each in clue.results.all()] == [False, False]
        assert walk(clue, S.RESULT).results.approved().get().report == "经补充核查，仍属失实"

    def test_unchanged_it_goes_straight_back_to_whoever_returned_it(self):
        clue = reported(clue_at(S.IN_DISPOSAL))
        sign_as("team_handler_2", clue)
        sent_back(clue, "team_leader")
        revised(clue)
        assert asked(clue) == ["team_leader"]


class TestAbsence:
    """What somebody verified they sign for themselves: a standing proxy takes every seat but that one."""

    @pytest.fixture
    def clue(self):
        """Two handlers; the one who has yet to sign is away and has the leader of the team as proxy."""
        today = timezone.localdate()
        away = person("team_handler_2")
        declare_absence(NewAbsence(away, person("team_leader"), today, today), by=away)
        return reported(clue_at(S.IN_DISPOSAL))

    def test_the_proxy_is_not_asked_and_told_why_not(self, clue, client):
        leader, approval = person("team_leader"), running_approval(clue)
        assert asked(clue) == ["team_handler_2"]
        assert "approval.sign" not in {line.duty.kind for line in inbox_of(leader)}
        for act in (reject, return_to_initiator):
            with pytest.raises(NotAllowed) as refused:
                act(approval.pk, by=leader, digest=digest_for(approval), opinion="代签")
            assert refused.value.verdict.code == "own_part"
        with pytest.raises(NotAllowed):
            sign_as("team_leader", clue)
        client.force_login(leader)
        refused = client.get(f"/approvals/{approval.pk}/transfer/", headers={"accept-language": "en"})
        assert refused.status_code == 403
        assert "signs for themselves" in refused.content.decode()

    def test_a_proxy_from_elsewhere_does_not_read_it(self):
        today, away = timezone.localdate(), person("team_handler_2")
        declare_absence(NewAbsence(away, person("group_head"), today, today), by=away)
        clue = reported(clue_at(S.IN_DISPOSAL))
        assert admit_proxies() == 0
        assert not Clue.objects.visible_to(person("group_head")).filter(pk=clue.pk).exists()

    def test_who_urges_sees_whom_it_waits_for_and_that_they_are_away(self, clue, client):
        approval = running_approval(clue)
        urge(approval.pk, reply_by=timezone.localdate(), by=person("team_handler"))
        client.force_login(person("team_handler"))
        page = client.get(f"/approvals/{approval.pk}/", headers={"accept-language": "en"}).content.decode()
        assert f"team handler 2: Awaiting signature · away until {timezone.localdate()}" in page

    def test_the_next_step_is_open_to_proxies_again(self, clue):
        today, leader = timezone.localdate(), person("team_leader")
        declare_absence(NewAbsence(leader, person("group_head"), today, today), by=leader)
        sign_as("team_handler_2", clue)
        sign_as("group_head", clue)
        assert asked(clue) == ["leader_in_charge"]


class TestAnotherHandler:
    def test_the_new_handler_signs_in_the_place_of_the_one_who_leaves(self):
        clue = reported(clue_at(S.IN_DISPOSAL))
        replace_handler(
            clue.number,
            leaves=person("team_handler_2"),
            comes=person("team_handler_3"),
            reason="工作调整",
            by=person("team_leader"),
        )
        assert asked(clue) == ["team_handler_3"]
        assert not Clue.objects.visible_to(person("team_handler_2")).filter(pk=clue.pk).exists()
        sign_as("team_handler_3", clue)
        assert asked(clue) == ["team_leader"]

    def test_while_nobody_has_come_it_waits_and_case_management_is_told(self):
        clue = reported(clue_at(S.IN_DISPOSAL))
        recuse_self(clue.number, ground="relative", reason="亲属", by=person("team_handler_2"))
        assert Duty.objects.open().about(clue).filter(kind="approval.blocked").exists()
        replace_handler(clue.number, comes=person("team_handler_3"), reason="补缺", by=person("team_leader"))
        assert asked(clue) == ["team_handler_3"]
        assert not Duty.objects.open().about(clue).filter(kind="approval.blocked").exists()

    def test_whoever_has_signed_and_left_is_asked_no_more_after_a_change(self):
        clue = reported(clue_at(S.IN_DISPOSAL))
        sign_as("team_handler_2", clue)
        replace_handler(
            clue.number,
            leaves=person("team_handler_2"),
            comes=person("team_handler_3"),
            reason="工作调整",
            by=person("team_leader"),
        )
        assert asked(clue) == ["team_leader"]
        sent_back(clue, "team_leader")
        revised(clue, report="补充核查后")
        assert asked(clue) == ["team_handler_3"]
