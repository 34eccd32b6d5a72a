"""Drawing and releasing chains: nothing that runs, and nothing that was released, ever changes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from accounts.actions import end_post
from accounts.terms import Role, UnitKind
from clues.clue.terms import ClueState
from clues.disposal.purposes import OPINION, REPORT
from clues.routing.purposes import ROUTING
from hub.approvals import actions
from hub.approvals.drafts import NewStep, SignerLine
from hub.approvals.dry_run import dry_run
from hub.approvals.models import Approval, Chain
from hub.approvals.purposes import purposes
from hub.approvals.signers import validate_chain
from hub.approvals.terms import Mode, SignerBy, SignerUse
from hub.events.models import Entry
from hub.kernel.errors import Conflict, Invalid, NotAllowed, NotVisible
from tests.approvals import runs
from tests.factories import clue_at
from tests.signing import running_approval
from tests.town import person, unit

pytestmark = pytest.mark.django_db
LEADER = SignerLine(SignerBy.KIND, role=Role.PRINCIPAL_LEADER, unit_kind=UnitKind.LEADERSHIP)


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def drawer():
    return person("system_admin")


@pytest.fixture
def other():
    return person("security_admin")


@pytest.fixture
def draft(drawer):
    return actions.draw_chain(ROUTING.code, by=drawer)


def step(**fields):
    return NewStep(**({"name": "领导审批", "position": 1, "signers": [LEADER]} | fields))


def today(days=0):
    return timezone.localdate() + timedelta(days=days)


def faults(draft, drawer, **fields):
    with pytest.raises(Invalid) as refused:
        actions.save_step(draft.pk, step(**fields), by=drawer)
    return refused.value.fields


def test_a_draft_is_a_copy_and_in_force_for_nobody(draft):
    released = Chain.objects.in_force("clue.routing").get()
    assert draft.version == released.version + 1
    assert [s.name for s in draft.steps.all()] == [s.name for s in released.steps.all()]
    assert [s.signers.count() for s in draft.steps.all()] == [s.signers.count() for s in released.steps.all()]


def test_one_draft_at_a_time_and_only_its_drawer_changes_it(draft, drawer, other):
    with pytest.raises(Conflict):
        actions.draw_chain(ROUTING.code, by=other)
    with pytest.raises(NotAllowed) as refused:
        actions.save_step(draft.pk, step(), by=other)
    assert refused.value.verdict.code == "not_your_draft"


@pytest.mark.parametrize("name", ["manager", "secretary", "audit_admin"])
def test_nobody_else_keeps_chains(draft, name):
    for act in (
        lambda by: actions.draw_chain(OPINION.code, by=by),
        lambda by: actions.discard_chain(draft.pk, by=by),
        lambda by: actions.release_chain(draft.pk, from_on=today(1), by=by),
    ):
        with pytest.raises(NotAllowed):
            act(person(name))


def test_steps_are_put_in_worded_anew_and_taken_out(draft, drawer):
    first = actions.save_step(draft.pk, step(), by=drawer)
    names = [(s.position, s.name) for s in draft.steps.all()]
    assert names == [(1, "领导审批"), (2, "案管室主任审核"), (3, "主要负责人审批")]
    moved = actions.save_step(draft.pk, step(name="审批", position=9), by=drawer, step_id=first.pk)
    assert [s.name for s in draft.steps.all()] == ["案管室主任审核", "主要负责人审批", "审批"]
    actions.remove_step(draft.pk, moved.pk, by=drawer)
    assert [s.position for s in draft.steps.all()] == [1, 2]


class TestFaults:
    def test_a_number_above_that_of_the_signers(self, draft, drawer):
        found = faults(draft, drawer, mode=Mode.QUORUM, quorum=2)
        assert found == {"quorum": ["2 have to sign, and there are only 1."]}
        assert set(faults(draft, drawer, mode=Mode.QUORUM)) == {"quorum"}
        assert set(faults(draft, drawer, quorum=1)) == {"quorum"}

    def test_an_unknown_deadline_rule(self, draft, drawer):
        assert set(faults(draft, drawer, deadline="nothing")) == {"deadline"}
        assert set(faults(draft, drawer, escalation="nothing")) == {"escalation"}

    def test_passing_on_needs_both_a_time_and_somebody(self, draft, drawer):
        assert set(faults(draft, drawer, escalation="approval.step")) == {"escalation"}
        line = SignerLine(SignerBy.PERSON, use=SignerUse.ESCALATION, person=person("deputy"))
        assert set(faults(draft, drawer, signers=[LEADER, line])) == {"escalation"}

    def test_nobody_holds_the_post(self, draft, drawer):
        line = SignerLine(SignerBy.UNIT, role=Role.OFFICE_HEAD, unit=unit("partner-1"))
        assert faults(draft, drawer, signers=[LEADER, line]) == {
            "signers-1-unit": ["Step 1 fits nobody: nobody holds this post today (Unit partner-1)."]
        }

    def test_what_a_line_needs(self, draft, drawer):
        found = faults(draft, drawer, signers=[SignerLine(SignerBy.UNIT)])
        assert set(found) == {"signers-0-role", "signers-0-unit"}
        assert set(faults(draft, drawer, signers=[])) == {""}
        line = SignerLine(SignerBy.RELATION, role=Role.OFFICE_HEAD, relation="nothing")
        assert set(faults(draft, drawer, signers=[line])) == {"signers-0-relation"}

    def test_those_with_a_part_in_the_matter_sign_alone_and_in_a_part_there_is(self, draft, drawer):
        handlers = SignerLine(SignerBy.PEOPLE, relation="handlers")
        actions.save_step(draft.pk, step(signers=[handlers], mode=Mode.ALL), by=drawer)
        assert validate_chain(draft, ROUTING) == []
        assert set(faults(draft, drawer, signers=[handlers, LEADER])) == {""}
        found = faults(draft, drawer, signers=[SignerLine(SignerBy.PEOPLE, relation="holder")])
        assert found == {"signers-0-relation": ["Nobody has this part in such matters."]}
        assert set(faults(draft, drawer, signers=[SignerLine(SignerBy.PEOPLE)])) == {"signers-0-relation"}

    def test_fields_the_content_does_not_have(self, draft, drawer):
        assert set(faults(draft, drawer, hidden=["nothing"])) == {"hidden"}
        assert set(faults(draft, drawer, editable=["title"])) == {"editable"}

    def test_a_chain_without_an_end(self, draft, drawer, other):
        for each in list(draft.steps.all()):
            actions.remove_step(draft.pk, each.pk, by=drawer)
        with pytest.raises(Invalid) as refused:
            actions.release_chain(draft.pk, from_on=today(1), by=other)
        assert refused.value.fields == {"": ["This chain has no steps."]}


class TestRelease:
    def test_by_another_from_a_day_on(self, draft, drawer, other):
        with pytest.raises(NotAllowed) as refused:
            actions.release_chain(draft.pk, from_on=today(1), by=drawer)
        assert refused.value.verdict.code == "own_draft"
        before = Chain.objects.in_force("clue.routing").get()
        actions.release_chain(draft.pk, from_on=today(3), by=other)
        assert Chain.objects.in_force("clue.routing").get() == before
        assert Chain.objects.in_force("clue.routing", today(3)).get() == draft
        before.refresh_from_db()
        assert before.to_on == today(2)

    def test_released_it_is_never_changed(self, draft, drawer, other):
        actions.release_chain(draft.pk, from_on=today(1), by=other)
        each = draft.steps.all()[0]
        for act in (
            lambda: actions.save_step(draft.pk, step(), by=drawer),
            lambda: actions.remove_step(draft.pk, each.pk, by=drawer),
            lambda: actions.describe_chain(draft.pk, name="x", name_en="", source="x", by=drawer),
            lambda: actions.discard_chain(draft.pk, by=drawer),
            lambda: actions.release_chain(draft.pk, from_on=today(2), by=other),
        ):
            with pytest.raises(Conflict):
                act()

    @pytest.mark.parametrize("days", [-1, 1])
    def test_not_in_the_past_nor_before_another_to_come(self, draft, drawer, other, days):
        actions.release_chain(draft.pk, from_on=today(1), by=other)
        again = actions.draw_chain(ROUTING.code, by=drawer)
        with pytest.raises(Invalid) as refused:
            actions.release_chain(again.pk, from_on=today(days), by=other)
        assert set(refused.value.fields) == {"from_on"}

    def test_what_runs_goes_on_as_it_was_submitted(self, draft, drawer, other):
        approval = running_approval(clue_at(ClueState.PROPOSED))
        laid_out = list(approval.steps.values_list("name", "holders", "mode"))
        for each in list(draft.steps.all()):
            actions.remove_step(draft.pk, each.pk, by=drawer)
        actions.save_step(draft.pk, step(), by=drawer)
        actions.release_chain(draft.pk, from_on=today(), by=other)
        assert list(approval.steps.values_list("name", "holders", "mode")) == laid_out
        assert running_approval(clue_at(ClueState.PROPOSED)).chain == draft
        actions.sign(approval.pk, by=person("management_head"), digest=runs.digest(approval))
        actions.sign(approval.pk, by=person("secretary"), digest=runs.digest(approval))
        assert Approval.objects.get(pk=approval.pk).outcome == "approved"

    def test_the_ledger_tells_it(self, draft, drawer, other):
        actions.save_step(draft.pk, step(), by=drawer)
        actions.release_chain(draft.pk, from_on=today(1), by=other)
        actions.discard_chain(actions.draw_chain(ROUTING.code, by=other).pk, by=drawer)
        kinds = list(
            Entry.objects.filter(kind__startswith="chain.").order_by("pk").values_list("kind", flat=True)
        )
        assert kinds == ["chain.drawn", "chain.changed", "chain.released", "chain.drawn", "chain.discarded"]


class TestDryRun:
    def test_for_how_many_it_would_find_signers(self, draft, drawer):
        for _ in range(2):
            clue_at(ClueState.PROPOSED)
        assert (dry_run(draft, ROUTING).matters, dry_run(draft, ROUTING).fitting) == (2, 2)
        end_post(person("secretary").posts.get().pk, by=person("system_admin"))
        run = dry_run(draft, ROUTING)
        assert run.fitting == 0
        assert [(each.step.position, each.kind, each.matters) for each in run.misfits] == [
            (2, "Commission leadership", 2)
        ]

    def test_people_are_looked_for_in_each_matter(self, drawer):
        clue_at(ClueState.REPORT)
        draft = actions.draw_chain(REPORT.code, by=drawer)
        assert (dry_run(draft, REPORT).matters, dry_run(draft, REPORT).fitting) == (1, 1)
        handlers = draft.steps.get(position=1).signers.get()
        handlers.relation = "nobody"
        handlers.save(update_fields=["relation"])
        run = dry_run(draft, REPORT)
        assert run.fitting == 0
        assert [(each.step.position, each.kind) for each in run.misfits] == [(1, "no such unit or person")]

    def test_it_names_no_matter(self, draft):
        clue = clue_at(ClueState.PROPOSED)
        assert clue.number not in str(dry_run(draft, ROUTING))


@pytest.mark.parametrize("code", ["clue.routing", "clue.opinion"])
def test_a_purpose_knows_the_fields_of_its_content(code):
    state = ClueState.PROPOSED if code == "clue.routing" else ClueState.OPINION
    purpose = next(each for each in purposes() if each.code == code)
    assert set(purpose.content(clue_at(state))) | {"details"} >= set(purpose.fields)
    assert set(purpose.content(clue_at(state))) <= set(purpose.fields)


def test_a_chain_of_its_own_belongs_to_the_purpose_whose_code_it_extends(drawer):
    draft = actions.draw_chain("clue.opinion.ending", by=drawer)
    assert draft.code == "clue.opinion.ending"
    assert Chain.objects.in_force("clue.opinion.ending").get().version + 1 == draft.version
    with pytest.raises(NotVisible):
        actions.draw_chain("nothing", by=drawer)
