"""Two people conclude a clue or strike it; what was struck stays on record."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from clues.closing.actions import propose_conclusion, propose_striking
from clues.clue.models.clues import Clue
from clues.clue.terms import ClueState
from clues.letters.models.letters import Letter
from clues.motions.decided import consequence_of
from clues.motions.terms import MotionKind
from hub.approvals import actions as approvals
from hub.approvals.purposes import purpose_of
from hub.duties.models import Duty
from hub.events.models import Entry
from hub.kernel.errors import Conflict, Invalid, NotAllowed
from tests.factories import clue_about, clue_at, conclude, make_clue, strike
from tests.signing import digest_for, running_approval
from tests.town import person

pytestmark = pytest.mark.django_db

PROPOSING = {ClueState.ANSWERED: propose_conclusion, ClueState.SIGNED: propose_striking}


@pytest.mark.parametrize("kind", MotionKind)
def test_each_kind_is_declared_with_what_its_signers_see_and_what_follows(kind):
    assert consequence_of(kind).carry
    assert {"reason", "number"} <= set(purpose_of(f"clue.{kind}").fields)


@pytest.mark.parametrize("state", PROPOSING)
class TestTwoPeople:
    def test_proposed_nothing_has_happened_yet(self, state):
        clue = PROPOSING[state](clue_at(state).number, reason="理由", by=person("manager"))
        assert clue.state == state
        assert clue.motions.get().carried is None

    def test_the_one_who_proposes_does_not_agree(self, state):
        clue = PROPOSING[state](clue_at(state).number, reason="理由", by=person("manager"))
        approval = running_approval(clue)
        with pytest.raises(NotAllowed):
            approvals.sign(approval.pk, by=person("manager"), digest=digest_for(approval))

    def test_refused_it_stays_and_can_be_proposed_again(self, state):
        clue = PROPOSING[state](clue_at(state).number, reason="理由", by=person("manager"))
        approval, head = running_approval(clue), person("management_head")
        approvals.reject(approval.pk, by=head, digest=digest_for(approval), opinion="材料不齐")
        clue.refresh_from_db()
        assert clue.state == state
        assert [motion.carried for motion in clue.motions.all()] == [False]
        PROPOSING[state](clue.number, reason="补齐材料", by=person("manager_2"))

    def test_a_reason_is_needed(self, state):
        with pytest.raises(Invalid) as refused:
            PROPOSING[state](clue_at(state).number, reason=" ", by=person("manager"))
        assert set(refused.value.fields) == {"reason"}

    def test_proposed_twice_it_conflicts(self, state):
        clue = PROPOSING[state](clue_at(state).number, reason="理由", by=person("manager"))
        with pytest.raises(Conflict), transaction.atomic():
            PROPOSING[state](clue.number, reason="理由", by=person("manager_2"))


def test_refused_the_conclusion_waits_for_case_management_again():
    clue = propose_conclusion(clue_at(ClueState.ANSWERED).number, reason="理由", by=person("manager"))
    waiting = Duty.objects.open().about(clue).filter(kind="clue.conclude")
    assert not waiting.exists()
    approval, head = running_approval(clue), person("management_head")
    approvals.reject(approval.pk, by=head, digest=digest_for(approval), opinion="材料不齐")
    assert waiting.exists()


def test_concluded_it_names_who_proposed_and_who_agreed():
    clue = clue_at(ClueState.ANSWERED)
    conclude(clue)
    lines = Entry.objects.about(clue)
    assert lines.get(kind="clue.conclusion_proposed").by == person("manager")
    assert lines.get(kind="clue.concluded").by == person("management_head")


class TestStruck:
    def test_the_row_stays_for_case_management_and_nobody_else(self):
        clue = clue_at(ClueState.STRUCK)
        seen = [name for name in SEERS if Clue.objects.visible_to(person(name)).filter(pk=clue.pk).exists()]
        assert seen == ["manager", "management_head"]
        assert not Duty.objects.open().about(clue).exists()

    def test_its_number_is_never_given_again(self):
        clue = clue_at(ClueState.STRUCK)
        later = make_clue()
        assert (later.number > clue.number, later.pk > clue.pk) == (True, True)

    def test_no_clue_is_ever_deleted(self):
        clue = make_clue()
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            Clue.objects.filter(pk=clue.pk)._raw_delete("default")

    def test_its_letter_is_closed_too_unless_another_clue_opens_it(self):
        clue = clue_at(ClueState.SIGNED)
        letter = clue.letters.get()
        other = clue_about(clue, ClueState.SIGNED)
        kept = other.letters.get()
        clue.letters.add(kept)
        strike(clue)
        mine = Letter.objects.visible_to(person("team_custodian"))
        assert list(mine.filter(pk__in=[letter.pk, kept.pk])) == [kept]
        assert Letter.objects.visible_to(person("registrar")).filter(pk=letter.pk).exists()


SEERS = ["manager", "management_head", "team_leader", "team_custodian", "secretary", "registrar"]
