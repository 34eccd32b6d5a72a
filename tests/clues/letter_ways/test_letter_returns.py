"""Letters without substance, or for another organ, are returned once the leader in charge has agreed."""

from __future__ import annotations

import pytest
from django.utils import timezone

from accounts.actions import give_post
from accounts.terms import Role
from clues.letter_ways.actions.returns import NewReturn, propose_letter_return, revise_letter_return
from clues.letters.models.letters import Letter
from clues.letters.models.ways import LetterReturn
from clues.letters.terms import LetterState, ReturnGround
from clues.reporters.actions import check_signature, tell_return
from clues.reporters.terms import Manner, ToTell
from hub.approvals import actions as approvals
from hub.approvals.models import Approval
from hub.approvals.purposes import purpose_of
from hub.duties.models import Duty
from hub.events.models import Notice
from hub.kernel.errors import Conflict, Invalid, NotAllowed, NotVisible
from hub.kernel.working_time import start_of
from hub.rules.deadlines import due
from tests.compartment import build_office, own_letter
from tests.factories import make_clue, make_letter
from tests.reports import accepted, checked, real_name
from tests.signing import digest_for, running_approval, sign_as
from tests.town import person, unit

pytestmark = pytest.mark.django_db
EMPTY = NewReturn(ReturnGround.NO_SUBSTANCE, "通篇没有具体事实")
ELSEWHERE = NewReturn(ReturnGround.NOT_OURS, "属于信访局受理范围", "市信访局")


def propose(letter, new=EMPTY, by="registrar"):
    return propose_letter_return(letter.number, new=new, by=person(by))


def returned(letter, new=EMPTY):
    propose(letter, new)
    sign_as("deputy", letter)
    letter.refresh_from_db()
    return letter


def waiting(letter, kind):
    return Duty.objects.open().about(letter).filter(kind=kind)


class TestProposing:
    def test_the_leader_in_charge_decides_and_then_nothing_is_drawn_from_it(self):
        letter = returned(make_letter())
        assert letter.state == LetterState.RETURNED
        assert letter.returns.get().carried is True
        assert list(Approval.objects.about(letter).values_list("chain__code", "outcome")) == [
            ("letter.return", "approved")
        ]
        with pytest.raises(Conflict) as refused:
            make_clue(letter)
        assert refused.value.code == "returned"
        with pytest.raises(Conflict):
            propose(letter)

    def test_while_it_is_open_nothing_is_drawn_and_nothing_else_proposed(self):
        letter = propose(make_letter())
        with pytest.raises(Conflict) as refused:
            make_clue(letter)
        assert refused.value.code == "return-proposed"
        with pytest.raises(Conflict) as again:
            propose(letter)
        assert again.value.code == "not-untouched"
        assert letter.returns.count() == 1

    def test_a_letter_that_a_clue_was_drawn_from_is_not_returned(self):
        letter = make_letter()
        make_clue(letter)
        with pytest.raises(Conflict):
            propose(letter)

    @pytest.mark.parametrize(
        ("new", "field"),
        [
            (NewReturn(ReturnGround.NO_SUBSTANCE, "  "), "reason"),
            (NewReturn(ReturnGround.NOT_OURS, "不属于受理范围"), "organ"),
            (NewReturn("tedious", "x"), "ground"),
        ],
    )
    def test_ground_reason_and_organ_are_missed_at_their_fields(self, new, field):
        letter = make_letter()
        with pytest.raises(Invalid) as refused:
            propose(letter, new)
        assert set(refused.value.fields) == {field}
        assert not LetterReturn.objects.exists()

    def test_only_a_registrar_of_the_office_proposes(self):
        letter = make_letter()
        with pytest.raises(NotAllowed):
            propose(letter, by="petition_head")
        with pytest.raises(NotVisible):
            propose(letter, by="manager")

    def test_who_proposes_does_not_sign(self):
        give_post(
            person("registrar"),
            unit=unit("commission"),
            role=Role.LEADER_IN_CHARGE,
            by=person("system_admin"),
        )
        letter = propose(make_letter())
        with pytest.raises(NotAllowed):
            sign_as("registrar", letter)
        sign_as("deputy", letter)

    def test_the_signer_sees_what_the_letter_says_and_never_who_wrote_it(self):
        letter = propose(make_letter(), ELSEWHERE)
        said = purpose_of("letter.return").content(letter)
        assert (said["organ"], said["text"]) == ("市信访局", letter.text)
        assert "举报人甲" not in str(said)
        assert letter.pk in Letter.objects.visible_to(person("deputy")).values_list("pk", flat=True)


class TestNotCarried:
    def test_refused_the_letter_is_as_before(self):
        letter = propose(make_letter())
        running = running_approval(letter)
        digest = digest_for(running)
        approvals.reject(running.pk, by=person("deputy"), digest=digest, opinion="有具体线索")
        letter.refresh_from_db()
        assert (letter.state, letter.returns.get().carried) == (LetterState.RECEIVED, False)
        make_clue(letter)

    def test_withdrawn_the_letter_is_as_before_and_can_be_proposed_anew(self):
        letter = propose(make_letter())
        approvals.withdraw(running_approval(letter).pk, by=person("registrar"), reason="另有材料")
        assert letter.returns.get().carried is False
        assert returned(letter).state == LetterState.RETURNED

    def test_the_head_of_the_petition_office_ends_it_and_nobody_else_there(self):
        letter = propose(make_letter())
        running = running_approval(letter)
        with pytest.raises(NotAllowed):
            approvals.terminate(running.pk, by=person("registrar_2"), reason="x")
        approvals.terminate(running.pk, by=person("petition_head"), reason="已有新材料")
        letter.refresh_from_db()
        assert (letter.state, letter.returns.get().carried) == (LetterState.RECEIVED, False)

    def test_returned_to_the_proposer_it_is_changed_and_submitted_again(self):
        letter = propose(make_letter())
        with pytest.raises(NotAllowed):
            revise_letter_return(letter.number, new=ELSEWHERE, by=person("registrar"))
        running = running_approval(letter)
        digest = digest_for(running)
        approvals.return_to_initiator(running.pk, by=person("deputy"), digest=digest, opinion="写明去向")
        with pytest.raises(NotAllowed):
            revise_letter_return(letter.number, new=ELSEWHERE, by=person("registrar_2"))
        revise_letter_return(letter.number, new=ELSEWHERE, by=person("registrar"))
        sign_as("deputy", letter)
        letter.refresh_from_db()
        assert letter.state == LetterState.RETURNED
        assert letter.returns.get().organ == "市信访局"


class TestTheReporter:
    def test_a_name_that_holds_is_told_of_the_return_instead_of_acceptance(self):
        letter = returned(checked())
        assert list(letter.tellings.values_list("what", "told_on")) == [(ToTell.RETURN, None)]
        assert not waiting(letter, "report.acceptance").exists()
        told = waiting(letter, "report.return")
        assert {duty.due_at for duty in told} == {
            due("report.acceptance_notice", start_of(letter.received_on)).at
        }
        tell_return(letter.number, told_on=timezone.localdate(), manner=Manner.LETTER, by=person("registrar"))
        assert not waiting(letter, "report.return").exists()

    def test_a_name_checked_only_afterwards_is_told_of_the_return_too(self):
        letter = returned(real_name())
        assert waiting(letter, "report.signature").exists()
        check_signature(letter.number, genuine=True, note="回访核实", by=person("registrar"))
        assert [telling.what for telling in letter.tellings.all()] == [ToTell.RETURN]

    def test_told_of_acceptance_already_they_are_told_of_the_return_as_well(self):
        letter = returned(accepted())
        assert [(each.what, each.told_on is None) for each in letter.tellings.all()] == [
            (ToTell.ACCEPTANCE, False),
            (ToTell.RETURN, True),
        ]

    def test_nobody_is_told_of_an_anonymous_letter(self):
        letter = returned(make_letter())
        assert not letter.tellings.exists()
        with pytest.raises(Conflict):
            tell_return(
                letter.number, told_on=timezone.localdate(), manner=Manner.CALL, by=person("registrar")
            )


def test_in_a_compartment_the_principal_leader_decides():
    build_office()
    letter = propose(own_letter(), by="cadre_manager")
    assert running_approval(letter).chain.code == "letter.return.own_staff"
    assert not Letter.objects.visible_to(person("deputy")).filter(pk=letter.pk).exists()
    sign_as("secretary", letter)
    letter.refresh_from_db()
    assert letter.state == LetterState.RETURNED


def test_those_who_read_the_letter_are_told():
    letter = returned(make_letter())
    told = Notice.objects.filter(entry__kind="letter.returned").values_list("recipient__username", flat=True)
    assert set(told) == {"registrar", "registrar_2", "petition_head"}
    assert letter.version == 3
