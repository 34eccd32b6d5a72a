"""Recusal from a clue: what the recused held goes on, and nothing is stuck or passed over."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from accounts.actions import (
    declare_recusal,
    end_recusal,
)
from accounts.models import Recusal
from accounts.terms import Role
from clues.clue.handlers import eligible_handlers
from clues.clue.models.clues import Clue
from clues.clue.policies import may_handle
from clues.clue.terms import ClueState as S
from clues.recusing.actions.clearing import clear_all, clear_person, clear_subject, replace_handler
from clues.recusing.actions.recusing import order_recusal, recuse_self
from clues.subjects.actions import find_or_register_subject
from hub.approvals.actions import NewAbsence, declare_absence, return_to_initiator, transfer
from hub.approvals.models import Seat
from hub.duties.models import Duty
from hub.events.models import Entry, Notice
from hub.kernel.errors import Invalid, NotAllowed, NotVisible
from tests.factories import clue_at, make_letter, new_subject
from tests.recusing import NUMBER, another, clue_about, left, names, recused, sees, waits_for
from tests.signing import digest_for, running_approval, sign_as
from tests.town import person, unit

pytestmark = pytest.mark.django_db


# --- by oneself -------------------------------------------------------------------------------


def test_a_handler_recuses_themselves_and_the_head_names_another():
    clue = clue_about(S.ASSIGNED)
    recused("team_handler", clue)
    assert not sees("team_handler", clue)
    assert names(clue) == ["team_handler_2"]
    assert not clue.person_grants.filter(user=person("team_handler")).exists()
    assert not clue.letters.get().person_grants.filter(user=person("team_handler")).exists()
    assert not Duty.objects.open().filter(person=person("team_handler")).exists()
    assert waits_for("team_leader", clue) == {"clue.replace_handler"}
    replace_handler(clue.number, comes=person("team_handler_3"), reason="补缺", by=person("team_leader"))
    assert names(clue) == ["team_handler_2", "team_handler_3"]
    assert waits_for("team_leader", clue) == set()
    assert waits_for("team_handler_3", clue) == {"clue.opinion"}
    given = Duty.objects.open().filter(kind="clue.opinion").values_list("due_at", flat=True)
    assert len(set(given)) == 1, "the new handler has no more time than the other"


def test_the_reason_is_read_by_case_management_alone():
    clue = clue_about(S.ASSIGNED)
    recused("team_handler", clue)
    recusal = Recusal.objects.get()
    assert (recusal.initiative, recusal.ground) == ("own_duty", "relative")
    assert Recusal.objects.visible_to(person("manager")).count() == 1
    assert not Recusal.objects.visible_to(person("team_leader")).exists()
    told = Entry.objects.filter(kind__in=("clue.recused", "clue.handler_left", "recusal.declared"))
    assert "telling" not in str(list(told.values_list("data", flat=True)))
    assert not Notice.objects.filter(entry__in=told, recipient=person("team_handler")).exists()


def test_a_reason_is_needed_and_who_does_not_see_it_cannot():
    clue = clue_about(S.ASSIGNED)
    with pytest.raises(Invalid):
        recuse_self(clue.number, ground="other", reason=" ", by=person("team_handler"))
    with pytest.raises(NotVisible):
        recused("district_head", clue)


def test_a_subject_without_identifier_is_one_too():
    clue = clue_at(S.ASSIGNED, letter=make_letter(subjects=[new_subject(identifiers={})]))
    recused("team_handler", clue)
    assert not sees("team_handler", clue)
    other = clue_at(S.PUSHED)
    assert sees("team_custodian", other)


def test_the_only_head_recuses_and_case_management_is_told():
    clue = clue_about(S.ASSIGNED)
    recused("team_leader", clue)
    recused("team_handler", clue)
    assert waits_for("manager", clue) == {"clue.unattended"}
    another("team_leader_2", Role.TEAM_LEADER, "team-1")
    clear_all()
    assert waits_for("manager", clue) == set()
    assert waits_for("team_leader_2", clue) == {"clue.replace_handler"}


# --- by order ---------------------------------------------------------------------------------


@pytest.mark.parametrize("by", ["manager", "management_head", "team_leader"])
def test_case_management_and_the_head_order_it(by):
    clue = clue_about(S.ASSIGNED)
    order = {"person": person("team_handler"), "ground": "interest", "reason": "x"}
    order_recusal(clue.number, initiative="request", by=person(by), **order)
    assert not sees("team_handler", clue)
    assert names(clue) == ["team_handler_2"]
    assert Recusal.objects.get().initiative == "request"
    with pytest.raises(Invalid):  # who does not see it any more
        order_recusal(clue.number, initiative="order", by=person(by), **order)


def test_a_handler_orders_nothing():
    clue = clue_about(S.ASSIGNED)
    order = {"person": person("team_handler_2"), "ground": "other", "initiative": "order", "reason": "x"}
    with pytest.raises(NotAllowed):
        order_recusal(clue.number, by=person("team_handler"), **order)


# --- another handler --------------------------------------------------------------------------


def test_a_handler_is_replaced_without_recusal():
    clue = clue_about(S.IN_DISPOSAL)
    leaves, comes = person("team_handler"), person("team_handler_3")
    with pytest.raises(Invalid):  # nobody has left
        replace_handler(clue.number, comes=comes, reason="病假", by=person("team_leader"))
    replace_handler(clue.number, leaves=leaves, comes=comes, reason="病假", by=person("team_leader"))
    assert names(clue) == ["team_handler_2", "team_handler_3"]
    assert waits_for("team_handler_3", clue) == {"clue.result"}
    assert not sees("team_handler", clue)
    clue = Clue.objects.get(pk=clue.pk)
    assert may_handle(clue, comes)
    assert may_handle(clue, leaves).code == "not_handler"


@pytest.mark.parametrize("comes", ["team_handler", "team_handler_2", "office_handler"])
def test_who_cannot_come(comes):
    clue = clue_about(S.ASSIGNED)
    recused("team_handler", clue)
    with pytest.raises(Invalid):
        replace_handler(clue.number, comes=person(comes), reason="x", by=person("team_leader"))


# --- seats ------------------------------------------------------------------------------------


def holders_of(clue: Clue) -> set[str]:
    seats = Seat.objects.in_open_step(running_approval(clue))
    return {seat.person.username if seat.person else str(seat.group.postgroup.role) for seat in seats}


def test_a_principal_leaders_seat_waits_for_the_superior_outside_the_hub():
    clue = clue_about(S.PROPOSED)
    sign_as("management_head", clue)
    recused("secretary", clue)
    assert holders_of(clue) == {"principal_leader"}, "the step is there and passed over by nobody"
    assert "approval.blocked" in waits_for("manager", clue)
    clue.refresh_from_db()
    assert clue.state == S.PROPOSED
    another("secretary_2", Role.PRINCIPAL_LEADER, "commission")
    clear_all()
    assert "approval.blocked" not in waits_for("manager", clue)
    sign_as("secretary_2", clue)
    clue.refresh_from_db()
    assert clue.state == S.APPROVED


def test_a_principal_leaders_seat_goes_to_the_superior_units_principal_leader():
    superior = unit("partner-1")
    commission = unit("commission")
    commission.parent = superior
    commission.save()
    another("superior", Role.PRINCIPAL_LEADER, "partner-1")
    clue = clue_about(S.PROPOSED)
    declare_recusal(person("secretary"), identity=("staff", "S-1"), by=person("secretary"))
    sign_as("management_head", clue)  # the step opens after the recusal
    assert holders_of(clue) == {"superior"}
    assert "approval.sign" in waits_for("superior", clue)
    sign_as("superior", clue)
    clue.refresh_from_db()
    assert clue.state == S.APPROVED


def test_a_group_goes_on_without_the_one_who_is_recused():
    another("management_head_2", Role.OFFICE_HEAD, "case-management")
    clue = clue_about(S.PROPOSED)
    recused("management_head", clue)
    assert holders_of(clue) == {"office_head"}
    sign_as("management_head_2", clue)


def test_the_adviser_who_is_recused_gives_the_seat_back():
    clue = clue_about(S.PROPOSED)
    approval = running_approval(clue)
    another("management_head_2", Role.OFFICE_HEAD, "case-management")
    transfer(approval.pk, to=person("deputy"), by=person("management_head"), reason="代看")
    recused("deputy", clue)
    assert "approval.blocked" in waits_for("manager", clue)


def test_what_was_returned_goes_to_the_other_handler():
    clue = clue_about(S.OPINION)
    approval = running_approval(clue)
    return_to_initiator(approval.pk, by=person("team_leader"), digest=digest_for(approval), opinion="请补充")
    recused("team_handler", clue)
    assert holders_of(clue) == {"team_handler_2"}
    assert "approval.revise" in waits_for("team_handler_2", clue)


def test_nobody_signs_for_somebody_who_is_recused():
    today = timezone.localdate()
    away, proxy = person("management_head"), person("deputy")
    declare_absence(NewAbsence(away, proxy, today, today), by=away)
    clue = clue_about(S.PROPOSED)
    assert "approval.sign" in waits_for("deputy", clue)
    recused("management_head", clue)
    assert "approval.sign" not in waits_for("deputy", clue)
    with pytest.raises(NotAllowed):
        sign_as("deputy", clue)


def test_who_chooses_a_signer_is_told_who_is_left_out_and_not_why():
    clue = clue_about(S.PROPOSED)
    declare_recusal(person("deputy"), identity=("staff", "S-1"), by=person("deputy"), reason="telling")
    client = Client(headers={"accept-language": "en"})
    client.force_login(
        person("management_head"), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    page = client.get(f"/approvals/{running_approval(clue).pk}/transfer/").content.decode()
    assert "Not offered because of recusal: deputy" in page
    assert "telling" not in page
    picked = client.get(f"/approvals/{running_approval(clue).pk}/transfer/").context["people"]
    assert "deputy" not in [each.username for each in picked]


# --- later facts ------------------------------------------------------------------------------


def queued(task: str) -> int:
    return ProcrastinateJob.objects.filter(task_name=f"clues.recusing.tasks.{task}").count()


def test_a_declared_recusal_takes_the_work_away():
    clue = clue_about(S.ASSIGNED)
    before = queued("clear_recused_of_person")
    declare_recusal(person("team_handler"), identity=("staff", "S-1"), by=person("manager"))
    assert queued("clear_recused_of_person") == before + 1
    assert clear_person(person("team_handler").pk) == 1
    assert names(clue) == ["team_handler_2"]
    assert waits_for("team_leader", clue) == {"clue.replace_handler"}
    assert clear_person(person("team_handler").pk) == 1  # again: nothing changes
    assert Duty.objects.open().filter(kind="clue.replace_handler").count() == 1


def test_the_search_is_queued_for_a_party_nobody_knows_too():
    before = queued("clear_recused_of_person")
    declare_recusal(person("team_handler"), identity=("staff", "NOBODY"), by=person("manager"))
    assert queued("clear_recused_of_person") == before + 1


def test_a_changed_standing_of_the_subject_takes_the_work_away():
    left("team_handler", "org-3", 100)
    clue = clue_about(S.ASSIGNED)
    before = queued("clear_recused_from_subject")
    find_or_register_subject(new_subject(name=clue.subject.name, identifiers=NUMBER, unit=unit("org-3")))
    assert queued("clear_recused_from_subject") == before + 1
    clear_subject(clue.subject_id)
    assert names(clue) == ["team_handler_2"]


def test_after_the_end_of_a_recusal_the_work_stays_with_the_others():
    clue = clue_about(S.ASSIGNED)
    recused("team_handler", clue)
    end_recusal(Recusal.objects.get().pk, reason="有误", by=person("manager"))
    assert not sees("team_handler", clue)
    assert person("team_handler") in eligible_handlers(clue).offered
