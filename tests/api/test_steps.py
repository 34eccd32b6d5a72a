"""The clue's way walked over the interface, and what stands in the way."""

import pytest

from clues.clue.flow import ClueFlow
from clues.clue.models.clues import Clue
from clues.steps import CLUE_STEPS
from hub.approvals.models import Approval
from hub.kernel.transitions import transition_names
from tests.api.way import BODIES, DONE_BY, MOVES, SIDE_ROADS, WAY, decide
from tests.factories import (
    clue_at,
    make_clue,
)
from tests.town import person

pytestmark = pytest.mark.django_db


def test_every_step_taken_by_hand_has_an_address():
    following = {
        "approve",
        "refuse",
        "approve_opinion",
        "refuse_opinion",
        "approve_report",
        "refuse_report",
        "approve_hold",
        "approve_ending",
        "merge",
        "suspend",
        "conclude",
        "strike",
        "hand_over",
    }
    by_hand = set(transition_names(ClueFlow)) - following
    assert {step.transition for step in CLUE_STEPS if step.transition} == by_hand
    assert (
        {step.address for step in CLUE_STEPS if step.transition} - SIDE_ROADS
        == BODIES.keys()
        == DONE_BY.keys()
    )


def test_the_whole_way(by):
    clue = make_clue()
    seen = []
    for step in WAY:
        answer = (
            by(DONE_BY[step]).step(clue, step, BODIES[step]) if step in BODIES else decide(by(step), clue)
        )
        assert answer.status_code == 200, (step, answer.content)
        clue.refresh_from_db()
        seen.append(clue.state)
    assert seen[-1] == "concluded"
    shown = by("manager").read(f"clues/{clue.number}").json()
    assert shown["state"] == "concluded"
    assert [each["outcome"] for each in shown["approvals"]] == ["approved"] * 4


@pytest.mark.parametrize("address", MOVES)
class TestEachStep:
    def test_it_happens_once_and_answers_a_receipt(self, by, address):
        before, after = MOVES[address]
        clue = clue_at(before)
        was = clue.version
        headers = {"Idempotency_Key": "k-1", "If_Match": f'"{clue.pk}-{was}"'}
        first, second = (
            by(DONE_BY[address]).step(clue, address, BODIES[address], **headers) for _ in range(2)
        )
        assert first.status_code == 200, first.content
        assert first.json() == {"id": clue.pk, "number": clue.number, "state": after, "version": was + 1}
        assert first["ETag"] == f'"{clue.pk}-{was + 1}"'
        assert (second.status_code, second.content) == (200, first.content)
        clue.refresh_from_db()
        assert (clue.state, clue.version) == (after, was + 1)

    def test_what_stands_in_the_way(self, by, address):
        before, body = MOVES[address][0], BODIES[address]
        clue = clue_at(before)
        caller, path = by(DONE_BY[address]), f"clues/{clue.number}/{address}"
        # No version named, another version named, a field nobody knows.
        assert caller.write(path, body).status_code == 428
        assert caller.write(path, body, If_Match=f'"{clue.pk}-1000"').status_code == 412
        answer = caller.step(clue, address, body | {"hurry": True})
        assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "hurry")
        # Whoever does not see the clue finds nothing.
        hidden = by("liaison").step(clue, address, body)
        absent = by("liaison").write(f"clues/XS-2026-999999/{address}", body, If_Match='"1-1"')
        assert (hidden.status_code, hidden.content) == (404, absent.content)
        # Whoever sees it but may not is told why, before and after trying.
        answer = by("management_head").step(clue, address, body)
        assert (answer.status_code, bool(answer.json()["detail"])) == (403, True)
        offered = by("management_head").read(f"clues/{clue.number}").json()["transitions"]
        mine = next(each for each in offered if (each["url"] or "").endswith(address))
        assert (mine["allowed"], mine["code"]) == (False, answer.json()["type"].removeprefix("/problems/"))
        clue.refresh_from_db()
        assert clue.state == before

    def test_in_another_state_it_conflicts(self, by, address):
        other = "proposed" if MOVES[address][0] == "registered" else "registered"
        answer = by("manager").step(clue_at(other), address, BODIES[address])
        assert (answer.status_code, answer.json()["happened"]["state"]) == (409, other)


class TestInput:
    def test_another_unit_than_proposed_needs_a_reason(self, by):
        clue = make_clue()
        answer = by("manager").step(clue, "proposals", {"chosen": "supervision-1"})
        assert [each["field"] for each in answer.json()["errors"]] == ["override_reason"]
        answer = by("manager").step(
            clue, "proposals", {"chosen": "supervision-1", "override_reason": "由联系单位办理"}
        )
        assert answer.status_code == 200
        (proposal,) = by("manager").read(f"clues/{clue.number}").json()["proposals"]
        assert (proposal["proposed"], proposal["chosen"]) == ("team-1", "supervision-1")

    def test_a_unit_nobody_signs_for_is_refused(self, by):
        answer = by("manager").step(
            make_clue(), "proposals", {"chosen": "inspection-office", "override_reason": "x"}
        )
        assert [each["field"] for each in answer.json()["errors"]] == ["chosen"]

    @pytest.mark.parametrize(
        ("handlers", "field"),
        [
            (["team_handler"], "handlers"),
            (["team_handler", "team_handler"], "handlers"),
            (["team_handler", "office_handler"], "handlers"),
            (["team_handler", "nobody"], "handlers.1"),
            ("team_handler", "handlers"),
        ],
    )
    def test_two_handlers_of_the_unit(self, by, handlers, field):
        answer = by("team_leader").step(clue_at("signed"), "assignments", {"handlers": handlers})
        assert answer.status_code == 422
        assert [each["field"] for each in answer.json()["errors"]] == [field]

    def test_the_subject_is_heard(self, by):
        answer = by("team_handler").step(
            clue_at("in_disposal"), "results", {"finding": "true", "report": "属实"}
        )
        assert [each["field"] for each in answer.json()["errors"]] == ["statement", "proposal"]


class TestRevising:
    @pytest.mark.parametrize(
        ("state", "signer", "address", "transition"),
        [
            ("proposed", "management_head", "proposal-revisions", "revise"),
            ("opinion", "team_leader", "opinion-revisions", "revise_opinion"),
            ("report", "team_handler_2", "report-revisions", "revise_report"),
        ],
    )
    def test_only_after_a_return(self, by, state, signer, address, transition):
        clue, caller = clue_at(state), by(DONE_BY[address])

        def offered():
            moves = caller.read(f"clues/{clue.number}").json()["transitions"]
            return next(each for each in moves if each["name"] == transition)

        assert (offered()["allowed"], offered()["code"]) == (False, "not-returned")
        assert caller.step(clue, address, BODIES[address]).status_code in (403, 409)
        assert decide(by(signer), clue, "returns", opinion="请补充理由").status_code == 200
        assert offered()["allowed"]
        answer = caller.step(clue, address, BODIES[address])
        assert (answer.status_code, answer.json()["state"]) == (200, state)
        assert decide(by(signer), clue).status_code == 200


def test_a_rolled_back_step_leaves_nothing(by):
    clue = clue_at("registered")
    answer = by("manager").step(clue, "proposals", {"chosen": "district-1"}, Idempotency_Key="k")
    assert answer.status_code == 422
    assert not Approval.objects.exists()
    assert Clue.objects.get(pk=clue.pk).version == clue.version
    assert person("manager").duties.count() == 0
