"""A reporter's identity is opened by named approval alone: asked, agreed to, opened once and in time."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.actions import NewPerson, declare_recusal, end_post, enter_person, give_post, set_clearance
from accounts.terms import Role
from clues.letters.actions.identities import answer_for_identity, open_identity
from clues.letters.identity_policies import identity_approvers, may_answer_for_identity
from clues.letters.models.identities import IdentityOpening
from clues.letters.models.letters import Letter
from hub.access.models import Look, What
from hub.duties.inbox import inbox_of
from hub.events.models import Entry, Notice
from hub.kernel.errors import Conflict, Invalid, NotAllowed, NotVisible
from hub.rules.deadlines import due
from tests.compartment import build_office, own_letter
from tests.factories import level, make_clue, make_letter, new_subject
from tests.identities import asked, granted
from tests.town import person, unit

pytestmark = pytest.mark.django_db


def opened(letter, by="registrar"):
    return open_identity(letter.number, by=person(by))


class TestAsking:
    def test_a_named_person_is_asked_and_told(self):
        letter = make_letter()
        request = asked(letter)
        assert (request.by, request.approver) == (person("registrar"), person("petition_head"))
        waiting = inbox_of(person("petition_head"))
        assert [line.url for line in waiting] == [f"/identities/{request.pk}/answer/"]
        notices = Notice.objects.filter(entry__kind="letter.identity_asked")
        assert list(notices.values_list("recipient__username", flat=True)) == ["petition_head"]

    def test_head_and_leaders_in_charge_agree_and_never_who_asks(self):
        letter = make_letter()
        names = [each.username for each in identity_approvers(letter, person("registrar"))]
        assert names == ["deputy", "petition_head"]
        names = [each.username for each in identity_approvers(letter, person("petition_head"))]
        assert names == ["deputy"]
        with pytest.raises(Invalid):
            asked(letter, by="petition_head", approver="petition_head")
        with pytest.raises(Invalid):
            asked(letter, approver="registrar_2")

    def test_the_leader_in_charge_of_the_office_agrees_and_no_other(self):
        admin = person("system_admin")
        leader = enter_person(NewPerson("deputy_2", "deputy 2", ("staff", "D-2")), by=admin)
        set_clearance(leader.pk, level=level(), by=person("security_admin"))
        give_post(leader, unit=unit("commission"), role=Role.LEADER_IN_CHARGE, by=admin)
        give_post(leader, unit=unit("petition"), role=Role.LEADER_IN_CHARGE, by=admin)
        names = [each.username for each in identity_approvers(make_letter(), person("registrar"))]
        assert sorted(names) == ["deputy_2", "petition_head"]

    def test_in_a_compartment_its_head_and_the_principal_leader_agree(self):
        build_office()
        names = [each.username for each in identity_approvers(own_letter(), person("cadre_manager"))]
        assert sorted(names) == ["cadre_head", "secretary"]

    def test_who_is_recused_cannot_agree(self):
        letter = make_letter(subjects=[new_subject(identifiers={"staff": "ID-1"})])
        declare_recusal(person("deputy"), identity=("staff", "ID-1"), by=person("deputy"))
        with pytest.raises(Invalid):
            asked(letter, approver="deputy")

    def test_one_at_a_time(self):
        letter = make_letter()
        asked(letter)
        with pytest.raises(Conflict):
            asked(letter)
        other = make_letter()
        granted(other)
        with pytest.raises(Conflict):
            asked(other)

    def test_nobody_outside_the_petition_office_asks(self):
        letter = make_letter()
        make_clue(letter)
        with pytest.raises(NotAllowed):
            asked(letter, by="manager")
        with pytest.raises(NotVisible):
            asked(letter, by="office_head")

    def test_without_a_name_there_is_nothing_to_ask_for(self):
        with pytest.raises(Conflict):
            asked(make_letter(reporter=None))


class TestAnswering:
    def test_another_who_could_have_been_asked_does_not_answer(self):
        request = asked(make_letter(), approver="petition_head")
        assert may_answer_for_identity(request, person("petition_head"))
        assert may_answer_for_identity(request, person("deputy")).code == "not_asked"
        with pytest.raises((NotAllowed, NotVisible)):
            answer_for_identity(request.pk, granted=True, by=person("deputy"))

    def test_a_leader_sees_the_letter_until_the_answer(self):
        letter = make_letter()
        visible = Letter.objects.visible_to(person("deputy")).filter(pk=letter.pk)
        assert not visible.exists()
        request = asked(letter, approver="deputy")
        assert Letter.objects.visible_to(person("deputy")).filter(pk=letter.pk).exists()
        answer_for_identity(request.pk, granted=True, by=person("deputy"))
        assert not Letter.objects.visible_to(person("deputy")).filter(pk=letter.pk).exists()

    def test_only_who_was_asked_answers(self):
        request = asked(make_letter(), approver="deputy")
        with pytest.raises(NotAllowed):
            answer_for_identity(request.pk, granted=True, by=person("registrar"))
        for who in ("petition_head", "secretary"):
            with pytest.raises(NotVisible):
                answer_for_identity(request.pk, granted=True, by=person(who))

    def test_whose_post_has_ended_does_not_agree_any_more(self):
        request = asked(make_letter(), approver="petition_head")
        end_post(person("petition_head").posts.get().pk, by=person("system_admin"))
        with pytest.raises((NotAllowed, NotVisible)):
            answer_for_identity(request.pk, granted=True, by=person("petition_head"))

    def test_a_refusal_has_a_reason_and_opens_nothing(self):
        letter = make_letter()
        request = asked(letter)
        with pytest.raises(Invalid):
            answer_for_identity(request.pk, granted=False, by=person("petition_head"))
        answer_for_identity(request.pk, granted=False, reason="无必要", by=person("petition_head"))
        with pytest.raises(NotAllowed):
            opened(letter)
        with pytest.raises(Conflict):
            answer_for_identity(request.pk, granted=True, by=person("petition_head"))
        notice = Notice.objects.get(entry__kind="letter.identity_refused")
        assert notice.recipient == person("registrar")
        asked(letter, approver="deputy")


class TestOpening:
    def test_nothing_is_opened_without_agreement(self):
        letter = make_letter()
        for who in ("registrar", "petition_head"):
            with pytest.raises(NotAllowed):
                opened(letter, who)
        asked(letter)
        with pytest.raises(NotAllowed):
            opened(letter)
        assert not IdentityOpening.objects.exists()

    def test_it_is_opened_once_and_every_opening_is_on_record(self):
        letter = make_letter()
        request = granted(letter)
        assert opened(letter) == ("举报人甲", "电话一")
        opening = IdentityOpening.objects.get()
        assert (opening.request, opening.by, opening.reason) == (request, person("registrar"), "受理告知")
        assert Look.objects.get(what=What.IDENTITY).part_id == opening.pk
        assert Entry.objects.get(kind="letter.identity_opened").data == {"opening": opening.pk}
        with pytest.raises(NotAllowed):
            opened(letter)

    def test_it_is_opened_by_the_asker_alone(self):
        letter = make_letter()
        granted(letter)
        for who in ("registrar_2", "petition_head"):
            with pytest.raises(NotAllowed):
                opened(letter, who)

    def test_it_is_opened_in_the_time_of_the_rule(self, monkeypatch):
        letter = make_letter()
        request = granted(letter)
        assert request.until == due("identity.opening", timezone.now()).at
        late = request.until + timedelta(seconds=1)
        monkeypatch.setattr(timezone, "now", lambda: late)
        with pytest.raises(NotAllowed):
            opened(letter)
