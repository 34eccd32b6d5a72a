"""Two commissions in one installation: each signs, answers for and looks back on its own matters alone."""

from __future__ import annotations

import pytest
from django.utils import timezone

from accounts.actions import end_post
from accounts.commission import acts_near, nearest
from accounts.terms import Role, UnitKind
from clues.clue.models.clues import Clue
from clues.clue.policies import may_look_back, may_order_recusal
from clues.clue.terms import ClueState
from clues.letter_ways import policies as letter_policies
from clues.letters.models.letters import Letter
from clues.reporting.policies import may_report_upward
from clues.routing.actions import propose_unit
from clues.routing.purposes import ROUTING
from hub.access.grants import Holders, grant
from hub.access.readers import readers_of
from hub.approvals import actions
from hub.approvals.dry_run import dry_run
from hub.approvals.models import Seat, Step
from hub.approvals.signers import validate_chain
from hub.approvals.terms import Mode
from hub.kernel.errors import NotAllowed
from tests.districts import PEOPLE, build_commission, district_clue
from tests.factories import clue_at, make_clue
from tests.letter_ways import proposed
from tests.signing import running_approval, sign_as
from tests.town import person, unit

pytestmark = pytest.mark.django_db
OURS = {"commission", "case-management", "supervision-1", "team-1", "petition"}


@pytest.fixture(autouse=True)
def _second_commission():
    build_commission()


def units_asked(row) -> set[str]:
    """Codes of the units whose people a step of the running approval asks, now or later."""
    steps = Step.objects.filter(approval=running_approval(row))
    groups = [pk for step in steps for side, pk in step.holders if side == "group"]
    return set(unit_codes(groups))


def unit_codes(groups) -> list[str]:
    return list(
        Seat._meta.get_field("group")
        .related_model.objects.filter(pk__in=groups)
        .values_list("postgroup__unit__code", flat=True)
    )


def own_proposal() -> Clue:
    clue = district_clue()
    reason = "由区纪委监委办理"
    return propose_unit(
        clue.number, chosen=unit("district-1"), by=person("d1_manager"), override_reason=reason
    )


def test_the_nearest_of_a_kind_is_the_commission_s_own():
    assert nearest(unit("district-1"), UnitKind.LEADERSHIP) == unit("d1-leaders")
    assert nearest(unit("d1-cases"), UnitKind.LEADERSHIP) == unit("d1-leaders")
    assert nearest(unit("supervision-1"), UnitKind.LEADERSHIP) == unit("commission")
    assert nearest(unit("d1-cases"), UnitKind.PETITION) == unit("petition"), "it has none of its own"
    assert acts_near(person("d1_deputy"), unit("d1-cases"), Role.LEADER_IN_CHARGE, kind=UnitKind.LEADERSHIP)
    assert not acts_near(person("deputy"), unit("d1-cases"), Role.LEADER_IN_CHARGE, kind=UnitKind.LEADERSHIP)


class TestWhoIsAsked:
    @pytest.mark.parametrize("state", [ClueState.PROPOSED, ClueState.REPORT])
    def test_the_district_is_neither_asked_nor_let_in(self, state):
        clue = clue_at(state)
        assert units_asked(clue) <= OURS
        if state == ClueState.PROPOSED:
            sign_as("management_head", clue)
        assert not set(readers_of(clue)) & {person(name).pk for name in PEOPLE}

    def test_nor_about_a_letter(self):
        letter = proposed()
        assert units_asked(letter) == {"commission"}
        assert not set(readers_of(letter)) & {person(name).pk for name in PEOPLE}

    def test_the_district_s_own_clue_is_signed_by_the_district(self):
        clue = own_proposal()
        assert units_asked(clue) == {"d1-cases", "d1-leaders"}
        sign_as("d1_management_head", clue)
        sign_as("d1_secretary", clue)
        clue.refresh_from_db()
        assert clue.state == ClueState.APPROVED
        ours = {person(name).pk for name in ("management_head", "secretary", "deputy", "manager")}
        assert not set(readers_of(clue)) & ours


class TestWhoMay:
    """Even those of the other commission who were given the row to read."""

    @pytest.fixture
    def read_by_all(self):
        def open_to(row):
            names = (*PEOPLE, "secretary", "management_head", "manager")
            people = [person(name).pk for name in names]
            grant([row], Holders(people=people), purpose="试验", by=person("secretary"))
            return row

        return open_to

    @pytest.mark.parametrize("name", ["d1_management_head", "d1_secretary"])
    def test_end_and_urge_an_approval(self, read_by_all, name):
        approval = running_approval(read_by_all(clue_at(ClueState.PROPOSED)))
        with pytest.raises(NotAllowed):
            actions.terminate(approval.pk, by=person(name), reason="越权")
        with pytest.raises(NotAllowed):
            actions.urge(approval.pk, by=person(name), reply_by=timezone.localdate())
        own = running_approval(read_by_all(own_proposal()))
        actions.urge(own.pk, by=person(name), reply_by=timezone.localdate())
        with pytest.raises(NotAllowed):
            actions.terminate(own.pk, by=person("secretary"), reason="越权")
        actions.terminate(own.pk, by=person(name), reason="重复")

    def test_end_the_return_of_a_letter(self):
        letter = Letter.objects.get(pk=proposed().pk)
        assert letter_policies.may_end_return(letter, person("secretary"))
        assert letter_policies.may_end_return(letter, person("petition_head"))
        assert not letter_policies.may_end_return(letter, person("d1_secretary"))

    def test_look_back_report_upward_and_order_recusal(self):
        ours, theirs = make_clue(), district_clue()
        for may, role in (
            (may_look_back, "manager"),
            (may_report_upward, "secretary"),
            (may_order_recusal, "manager"),
            (may_order_recusal, "management_head"),
            (may_order_recusal, "secretary"),
        ):
            assert may(ours, person(role)), (may, role)
            assert not may(ours, person(f"d1_{role}")), (may, role)
            assert may(theirs, person(f"d1_{role}")), (may, role)
            assert not may(theirs, person(role)), (may, role)


class TestChains:
    def test_a_chain_is_sound_when_one_commission_can_sign_it(self):
        draft = actions.draw_chain(ROUTING.code, by=person("system_admin"))
        draft.steps.update(mode=Mode.ALL)
        for name in ("d1_secretary", "d1_management_head"):
            end_post(person(name).posts.get().pk, by=person("system_admin"))
        assert validate_chain(draft, ROUTING) == []
        end_post(person("secretary").posts.get().pk, by=person("system_admin"))
        assert len(validate_chain(draft, ROUTING)) == 1

    def test_the_dry_run_asks_the_commission_of_each_matter(self):
        clue_at(ClueState.PROPOSED)
        own_proposal()
        draft = actions.draw_chain(ROUTING.code, by=person("system_admin"))
        end_post(person("d1_secretary").posts.get().pk, by=person("system_admin"))
        run = dry_run(draft, ROUTING)
        assert (run.matters, run.fitting) == (2, 1)
