"""Queries of each action of a clue's way. Smaller is better; a rise needs its reason in the commit."""

import pytest

from clues.clue.models.clues import Clue
from hub.approvals.terms import Mode
from tests.approvals import runs
from tests.bench import way
from tests.factories import clue_at, make_letter

pytestmark = pytest.mark.django_db

QUERIES = {
    "register letter": 33,
    "draw clue": 27,
    "propose unit": 27,
    "sign unit: next step": 21,
    "sign unit: end": 21,
    "push": 12,
    "sign for": 12,
    "name handlers": 15,
    "submit opinion": 24,
    "sign opinion: next step": 22,
    "sign opinion: end": 28,
    "record result": 24,
    "sign report: 2nd step": 21,
    "sign report: 3rd step": 20,
    "sign report: 4th step": 20,
    "sign report: end": 25,
    "feed back": 13,
    "propose conclusion": 19,
    "sign conclusion: end": 30,
}


def test_each_action_of_the_way():
    way.way()  # warms what is looked up once for each process
    walked = {each.name: each.queries for each in way.way()}
    assert walked == QUERIES
    assert sum(walked.values()) == 414


def test_a_signature_that_leaves_its_step_open():
    approval = runs.three(Mode.ALL)
    runs.sign(approval, "F")
    runs.sign(approval, "A")
    assert way.measured("", runs.signing(approval, "B")).queries == 12


def test_a_signature_costs_the_same_however_much_there_is():
    """However many letters hang on the clue, people sit in the step, approvals run beside it."""

    def costs(letters, signers):
        runs.chain((Mode.ANY, "F", {}), (Mode.ANY, signers, {}))
        approval = runs.started()
        clue = Clue.objects.get(pk=approval.of_id)
        clue.letters.add(*[make_letter() for _ in range(letters)])
        return way.measured("", runs.signing(approval, "F")).queries

    costs(0, "A")
    few = costs(0, "A")
    for _ in range(5):
        clue_at("proposed")
    assert costs(12, "ABCTXY") == few <= 25
