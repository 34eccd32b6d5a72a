from types import SimpleNamespace

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, models
from django.test.utils import CaptureQueriesContext
from viewflow import fsm

from hub.kernel.errors import Conflict, NotAllowed, NotVisible
from hub.kernel.transitions import available, enter, locked, transition_names, unguarded
from hub.kernel.verdict import ALLOWED, deny
from hub.rules.models import Level


class PaperState(models.TextChoices):
    DRAFT = "draft"
    SIGNED = "signed"


def only_the_signer(flow, person):
    return ALLOWED if person == "signer" else deny("not-signer", "Only the signer signs.")


def everybody(flow, person):
    return ALLOWED


class PaperFlow:
    state = fsm.State(PaperState, default=PaperState.DRAFT)

    def __init__(self, paper):
        self.paper = paper

    @state.setter()
    def _set_state(self, value):
        self.paper.state = value

    @state.getter()
    def _get_state(self):
        return self.paper.state

    @state.transition(source=PaperState.DRAFT, target=PaperState.SIGNED, permission=only_the_signer)
    def sign(self, note=""):
        return f"noted: {note}"

    @state.transition(
        source=PaperState.SIGNED,
        target=PaperState.DRAFT,
        permission=everybody,
        conditions=[lambda flow: flow.paper.reason],
    )
    def reopen(self):
        return None

    @state.transition(source=PaperState.SIGNED)
    def forgotten(self):
        return None


@pytest.fixture
def paper():
    return SimpleNamespace(state=PaperState.DRAFT, reason="")


def test_an_allowed_transition_is_performed_with_its_data(paper):
    assert enter(PaperFlow(paper).sign, by="signer", note="read") == "noted: read"
    assert paper.state == PaperState.SIGNED


def test_a_refused_transition_carries_the_verdict_and_changes_nothing(paper):
    with pytest.raises(NotAllowed) as refused:
        enter(PaperFlow(paper).sign, by="stranger")
    assert (refused.value.status, refused.value.verdict.code) == (403, "not-signer")
    assert paper.state == PaperState.DRAFT


def test_the_state_is_asked_before_the_policy(paper):
    paper.state = PaperState.SIGNED
    with pytest.raises(Conflict) as conflict:
        enter(PaperFlow(paper).sign, by="stranger")
    assert conflict.value.code == "wrong-state"
    assert conflict.value.happened == {"state": "signed"}


def test_an_unmet_condition_is_a_conflict(paper):
    paper.state = PaperState.SIGNED
    with pytest.raises(Conflict) as conflict:
        enter(PaperFlow(paper).reopen, by="signer")
    assert conflict.value.code == "condition-unmet"
    assert paper.state == PaperState.SIGNED


def test_a_transition_without_a_policy_is_a_defect_for_everybody(paper):
    paper.state = PaperState.SIGNED
    with pytest.raises(ImproperlyConfigured):
        enter(PaperFlow(paper).forgotten, by="signer")
    assert unguarded(PaperFlow) == ["forgotten"]


def test_available_lists_what_leaves_the_present_state_with_verdicts(paper):
    assert transition_names(PaperFlow) == ["sign", "reopen", "forgotten"]
    assert available(PaperFlow(paper), "signer") == [("sign", ALLOWED)]
    [(name, verdict)] = available(PaperFlow(paper), "stranger")
    assert (name, verdict.code) == ("sign", "not-signer")


@pytest.mark.django_db
def test_locked_holds_the_row_itself():
    with (
        CaptureQueriesContext(
            connection,
        ) as queries,
        locked(Level, code="secret") as level,
    ):
        assert level.rank == 30
    assert 'FOR UPDATE OF "rules_level"' in queries[1]["sql"]


@pytest.mark.django_db
def test_a_row_outside_the_given_queryset_is_not_there():
    visible = Level.objects.filter(rank__lte=20)
    with pytest.raises(NotVisible), locked(visible, code="secret"):
        pytest.fail("the row must not be given")
    with pytest.raises(NotVisible), locked(Level, code="no such level"):
        pytest.fail("the row must not be given")


@pytest.mark.django_db
def test_an_error_inside_locked_undoes_everything():
    def change_and_fail():
        with locked(Level, code="secret") as level:
            level.name_en = "Changed"
            level.save()
            raise Conflict("no")

    with pytest.raises(Conflict):
        change_and_fail()
    assert Level.objects.get(code="secret").name_en == "Secret"
