"""The commission's own people: what is said about them is kept apart, from the registration to the end."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.translation import gettext

from accounts.models import Person
from clues.apart.models import ApartRule
from clues.closing.actions import propose_conclusion
from clues.clue.models.clues import Clue
from clues.custody.actions import assign_handlers, push_clue, sign_clue
from clues.disposal.actions import NewResult, feed_back, record_result, submit_opinion
from clues.disposal.terms import Finding, Proposal
from clues.letters.models.letters import Letter
from clues.related.actions import find_related
from clues.related.models import RelatedMatter
from clues.routing.actions import propose_unit
from clues.routing.rules import route
from clues.ways.models import DisposalWay
from hub.access.readers import readers_of
from hub.approvals import actions
from hub.duties.inbox import inbox_of
from hub.events.models import Notice
from hub.kernel.errors import Conflict, Invalid
from tests.api.conftest import Caller
from tests.compartment import build_office, own_clue, own_letter
from tests.factories import clue_at, make_clue, make_letter, new_subject
from tests.signing import digest_for, running_approval, sign_as
from tests.town import PEOPLE, identity_of, person, unit

pytestmark = pytest.mark.django_db
OUTSIDE = "This is kept within a circle of people: only those of the circle can be chosen."
COMPARTMENT = {"cadre_head", "cadre_manager", "cadre_custodian", "secretary"}
PETITION = {"registrar", "registrar_2", "petition_head"}


@pytest.fixture(autouse=True)
def office():
    return build_office()


def see(row):
    everybody = [*PEOPLE, "cadre_head", "cadre_manager", "cadre_custodian", "cadre_handler"]
    rows = type(row).objects
    return {name for name in everybody if rows.visible_to(person(name)).filter(pk=row.pk).exists()}


def taken_to_the_end(clue):
    """By the people of the office and the principal leader alone."""
    manager, head = person("cadre_manager"), person("cadre_head")
    propose_unit(clue.number, chosen=clue.office, by=manager)
    signed_by_both(clue)
    push_clue(clue.number, by=manager)
    sign_clue(clue.number, by=person("cadre_custodian"))
    handlers = [person("cadre_handler"), person("cadre_handler_2")]
    assign_handlers(clue.number, handlers=handlers, by=head)
    way = DisposalWay.objects.get(code="verification")
    details = {"group": "两人", "work_plan": "1号"}
    submit_opinion(clue.number, way=way, plan="按计划", details=details, by=handlers[0])
    signed_by_both(clue)
    given = {"report": "经核查失实", "statement": "本人说明", "proposal": Proposal.CONCLUDE}
    record_result(clue.number, new=NewResult(finding=Finding.UNFOUNDED, **given), by=handlers[0])
    sign_as("cadre_handler_2", clue)
    signed_by_both(clue)
    feed_back(clue.number, text="反馈", by=head)
    propose_conclusion(clue.number, reason="办结", by=manager)
    signed_by_both(clue)
    clue.refresh_from_db()
    return clue


def signed_by_both(clue):
    sign_as("cadre_head", clue)
    sign_as("secretary", clue)


class TestLetters:
    def test_only_the_compartment_sees_it_from_its_registration_on(self):
        assert see(own_letter()) == COMPARTMENT

    def test_whoever_of_the_hub_it_names_by_identifier_is_recognised(self):
        about = new_subject(identifiers=dict([identity_of("office_handler")]), unit=None)
        assert see(make_letter(subjects=[about])) == COMPARTMENT

    def test_one_of_several_subjects_is_enough(self):
        about = [new_subject(), new_subject(unit=unit("dispatched-2"))]
        assert see(make_letter(subjects=about)) == COMPARTMENT

    def test_others_are_told_nothing_and_counts_do_not_tell(self):
        before = Caller("registrar").read("letters").json()
        letter = own_letter()
        assert Caller("registrar").read("letters").json() == before
        told = set(Notice.objects.values_list("recipient__username", flat=True))
        assert told <= COMPARTMENT
        for who in ("registrar", "petition_head", "manager", "management_head", "deputy", "office_head"):
            assert Caller(who).read(f"letters/{letter.number}").status_code == 404
            assert Caller(who).read("letters").json()["items"] == []

    def test_an_ordinary_letter_is_not_touched_by_it(self):
        assert see(make_letter()) == PETITION

    def test_without_an_office_that_keeps_it_nothing_is_registered(self, office):
        office.to_on = timezone.localdate() - timedelta(days=1)
        office.save()
        with pytest.raises(Conflict):
            own_letter()
        assert not Letter.objects.exists()

    def test_the_rule_is_data(self):
        ApartRule.objects.filter(unit_kind="supervision").delete()
        assert see(own_letter()) == PETITION


class TestPassingOn:
    """Signers pass it on within the compartment alone, by whatever move, on pages and over the interface."""

    @pytest.fixture
    def approval(self, office):
        clue = own_clue()
        propose_unit(clue.number, chosen=office, by=person("cadre_manager"))
        return running_approval(clue)

    @pytest.mark.parametrize(
        ("act", "typed"),
        [
            (actions.transfer, {"reason": "x"}),
            (actions.delegate, {"question": "x"}),
            (actions.add_signer, {"before": False, "reason": "x"}),
            (actions.ask_aside, {"text": "x"}),
            (actions.copy_to, {}),
        ],
    )
    def test_to_nobody_outside(self, approval, act, typed):
        def pass_to(name):
            to = [person(name)] if act is actions.copy_to else person(name)
            return act(approval.pk, to=to, by=person("cadre_head"), **typed)

        for outside in ("deputy", "management_head", "cadre_handler"):
            with pytest.raises(Invalid) as refused:
                pass_to(outside)
            assert refused.value.fields == {"to": [gettext(OUTSIDE)]}
        pass_to("cadre_custodian")
        assert see(Clue.objects.get(pk=approval.of_id)) == COMPARTMENT

    def test_nobody_else_is_offered_and_the_page_says_why(self, approval, client):
        client.force_login(person("cadre_head"))
        page = f"/approvals/{approval.pk}/transfer/"
        shown = client.get(page).content.decode()
        assert "cadre_custodian" in shown
        assert "deputy" not in shown
        typed = {"to": person("deputy").pk, "reason": "x", "digest": digest_for(approval)}
        refused = client.post(page, typed)
        assert gettext(OUTSIDE) in refused.content.decode()

    def test_refused_over_the_interface(self, approval):
        body, named = {"to": "deputy", "reason": "x"}, {"If_Match": f'"{digest_for(approval)}"'}
        answer = Caller("cadre_head").write(f"approvals/{approval.pk}/transfers", body, **named)
        assert answer.status_code == 422
        assert [(said["field"], said["detail"]) for said in answer.json()["errors"]] == [
            ("to", gettext(OUTSIDE))
        ]

    def test_who_handles_it_is_within(self, office):
        clue = own_clue()
        propose_unit(clue.number, chosen=office, by=person("cadre_manager"))
        signed_by_both(clue)
        push_clue(clue.number, by=person("cadre_manager"))
        sign_clue(clue.number, by=person("cadre_custodian"))
        handlers = [person("cadre_handler"), person("cadre_handler_2")]
        assign_handlers(clue.number, handlers=handlers, by=person("cadre_head"))
        way = DisposalWay.objects.get(code="verification")
        details = {"group": "两人", "work_plan": "1号"}
        submit_opinion(clue.number, way=way, plan="按计划", details=details, by=handlers[0])
        asked = {"text": "依据何在", "by": person("cadre_head")}
        assert actions.ask_aside(running_approval(clue).pk, to=handlers[0], **asked).to == handlers[0]

    def test_a_proxy_from_outside_is_not_let_in(self, approval):
        today = timezone.localdate()
        head = person("cadre_head")
        actions.declare_absence(actions.NewAbsence(head, person("deputy"), today, today), by=head)
        assert see(Clue.objects.get(pk=approval.of_id)) == COMPARTMENT
        assert inbox_of(person("deputy")) == []
        sign_as("cadre_head", Clue.objects.get(pk=approval.of_id))
        leader = person("secretary")
        actions.declare_absence(actions.NewAbsence(leader, person("office_head"), today, today), by=leader)
        assert see(Clue.objects.get(pk=approval.of_id)) == COMPARTMENT

    def test_an_ordinary_matter_goes_to_whoever_can_read_it(self):
        approval = running_approval(clue_at("proposed"))
        actions.transfer(approval.pk, to=person("deputy"), by=person("management_head"), reason="x")


class TestClues:
    def test_only_the_compartment_sees_it(self):
        clue = own_clue()
        assert see(clue) == see(clue.letters.get()) == COMPARTMENT
        assert [line.matter for line in inbox_of(person("cadre_manager"))] == [clue]
        assert inbox_of(person("manager")) == []

    def test_a_subject_found_to_be_own_staff_takes_the_letter_along(self):
        letter = make_letter(subjects=[new_subject(identifiers={"staff": "CP-1"})])
        letter.subjects.get().standings.update(unit=unit("supervision-1"))
        clue = make_clue(letter)
        assert see(clue) == see(letter) == COMPARTMENT

    def test_it_is_proposed_to_the_office_and_leaves_it_to_nobody(self, office):
        clue, manager = own_clue(), person("cadre_manager")
        assert route(clue).unit == office
        with pytest.raises(Invalid):
            propose_unit(clue.number, chosen=unit("supervision-1"), override_reason="x", by=manager)

    def test_the_whole_way_is_walked_within_the_compartment(self):
        clue = taken_to_the_end(own_clue())
        assert clue.state == "concluded"
        inside = COMPARTMENT | {"cadre_handler", "cadre_handler_2"}
        assert (
            set(Person.objects.filter(pk__in=readers_of(clue)).values_list("username", flat=True)) == inside
        )
        assert set(Notice.objects.values_list("recipient__username", flat=True)) <= inside

    def test_who_holds_a_clue_about_the_same_subject_is_not_told(self):
        clue = own_clue()
        other = clue_at("registered", letter=_ordinary(clue))
        find_related(clue.subject_id)
        assert RelatedMatter.objects.exists()
        assert not Notice.objects.filter(entry__kind="related.found").exists()
        assert not RelatedMatter.objects.hidden_clues(other, person("management_head")).exists()


def _ordinary(clue):
    """A letter about the same person, who works elsewhere by now."""
    letter = make_letter()
    letter.subjects.set([clue.subject])
    clue.subject.standings.update(unit=unit("org-1"))
    return letter
