"""The leader in charge signs who is in charge of the unit: the others are neither asked nor let in."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.utils import timezone

from accounts.actions import declare_recusal, end_post
from clues.clue.models.clues import Clue
from clues.clue.terms import ClueState as S
from clues.recusing.actions.recusing import recuse_self
from clues.seed.loading import renew_chains
from hub.approvals.actions import relieve_vacant
from hub.approvals.models import Chain, Seat
from hub.duties.inbox import inbox_of
from hub.kernel.errors import HubError
from tests.factories import clue_at, make_letter, new_subject
from tests.leaders import put_in_charge, second_deputy
from tests.letter_ways import proposed
from tests.signing import running_approval, sign_as
from tests.town import person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _leaders():
    second_deputy()


def asked(row) -> list[str]:
    return [str(seat.group.postgroup.unit.code) for seat in Seat.objects.in_open_step(running_approval(row))]


def sees(name, row) -> bool:
    return type(row).objects.visible_to(person(name)).filter(pk=row.pk).exists()


def at_the_leader(**fields) -> Clue:
    """An opinion of the team that its leader has signed."""
    clue = clue_at(S.OPINION, **fields)
    sign_as("team_leader", clue)
    return clue


def test_only_who_is_in_charge_of_the_unit_is_asked_and_reads_it():
    put_in_charge("deputy_2", "inspection-office")
    clue = at_the_leader()
    assert asked(clue) == ["inspection-office"]
    assert [line.matter for line in inbox_of(person("deputy_2"))] == [clue]
    assert (sees("deputy_2", clue), sees("deputy", clue)) == (True, False)
    with pytest.raises(HubError):
        sign_as("deputy", clue)
    sign_as("deputy_2", clue)
    clue.refresh_from_db()
    assert clue.state == S.IN_DISPOSAL


def test_where_nobody_is_in_charge_all_leaders_are_asked():
    put_in_charge("deputy_2", "supervision-1")
    clue = at_the_leader()
    assert asked(clue) == ["commission"]
    assert sees("deputy", clue)
    assert sees("deputy_2", clue)


def test_whoever_is_put_in_charge_while_it_waits_signs():
    charge = put_in_charge("deputy_2", "team-1")
    clue = at_the_leader()
    end_post(charge.pk, by=person("system_admin"))
    put_in_charge("deputy", "team-1")
    assert (sees("deputy_2", clue), sees("deputy", clue)) == (False, True)
    sign_as("deputy", clue)


def test_what_waits_for_a_post_that_nobody_holds_passes_to_the_leaders_of_the_commission():
    charge = put_in_charge("deputy_2", "team-1")
    clue = at_the_leader()
    assert relieve_vacant() == 0
    end_post(charge.pk, by=person("system_admin"))
    assert (relieve_vacant(), relieve_vacant()) == (1, 0)
    assert Seat.objects.in_open_step(running_approval(clue)).get().person == person("deputy")
    assert "approval.sign" in {line.duty.kind for line in inbox_of(person("deputy"))}
    sign_as("deputy", clue)


def test_a_step_whose_post_is_vacant_when_its_turn_comes_is_asked_of_them_too():
    charge = put_in_charge("deputy_2", "team-1")
    clue = clue_at(S.OPINION)
    end_post(charge.pk, by=person("system_admin"))
    sign_as("team_leader", clue)
    assert Seat.objects.in_open_step(running_approval(clue)).get().person == person("deputy")


def test_where_they_are_recused_the_other_leaders_are_asked():
    put_in_charge("deputy_2", "team-1")
    subject = new_subject(identifiers={"staff": "LC-1"})
    declare_recusal(person("deputy_2"), identity=("staff", "LC-1"), by=person("deputy_2"))
    clue = at_the_leader(letter=make_letter(subjects=[subject]))
    assert asked(clue) == ["commission"]
    assert (sees("deputy_2", clue), sees("deputy", clue)) == (False, True)
    sign_as("deputy", clue)


def test_recused_while_it_waits_it_passes_to_another_leader():
    put_in_charge("deputy_2", "team-1")
    clue = at_the_leader()
    recuse_self(clue.number, ground="relative", reason="亲属", by=person("deputy_2"))
    seat = Seat.objects.in_open_step(running_approval(clue)).get()
    assert seat.person == person("deputy")
    assert (sees("deputy_2", clue), sees("deputy", clue)) == (False, True)
    sign_as("deputy", clue)


def test_a_letter_is_returned_by_who_is_in_charge_of_its_office():
    put_in_charge("deputy_2", "petition")
    letter = proposed()
    assert asked(letter) == ["petition"]
    assert (sees("deputy_2", letter), sees("deputy", letter)) == (True, False)


class TestSeed:
    def test_the_new_version_holds_from_its_day_and_the_old_until_the_day_before(self):
        for code in ("clue.opinion", "clue.report", "letter.return"):
            first, second = Chain.objects.filter(code=code).order_by("version")
            assert first.to_on < second.from_on <= timezone.localdate()
            assert Chain.objects.in_force(code).get() == second
        assert Chain.objects.filter(code="clue.routing").count() == 1

    @pytest.mark.parametrize("touched", ["a signer is another", "a draft is there", "it has ended"])
    def test_a_chain_that_somebody_changed_stays(self, touched):
        Chain.objects.filter(version=2).delete()
        Chain.objects.update(to_on=None)
        old = Chain.objects.get(code="clue.opinion")
        if touched == "a signer is another":
            old.steps.get(position=2).signers.update(role="principal_leader")
        elif touched == "a draft is there":
            Chain.objects.create(
                code=old.code, version=2, name="稿", draft=True, from_on=timezone.localdate()
            )
        else:
            Chain.objects.filter(pk=old.pk).update(to_on=timezone.localdate())
        before = Chain.objects.filter(code=old.code).values_list("version", "to_on")
        before = list(before)
        renew_chains(apps, 2, timezone.localdate())
        assert list(Chain.objects.filter(code=old.code).values_list("version", "to_on")) == before
        assert Chain.objects.filter(code="clue.report").count() == 2
