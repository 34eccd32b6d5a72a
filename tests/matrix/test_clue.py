"""Role x state x transition of a clue: a literal table, complete against the flow's own transitions."""

from __future__ import annotations

import pytest

from clues.clue.flow import HANDLED, MERGEABLE, STOPPABLE, TIMED, TRANSFERABLE, ClueFlow
from clues.clue.terms import ClueState as S
from hub.kernel.transitions import available, transition_names, unguarded
from tests.factories import clue_at
from tests.town import PEOPLE, person

pytestmark = pytest.mark.django_db

EVERYBODY = [*PEOPLE, "system_admin", "security_admin", "audit_admin"]
MANAGERS = {"manager", "manager_2"}
# From each state: the transitions there are, and who of the town may do each. Nobody else may.
# Steps that follow from an approval are done by nobody by hand.
TABLE: dict[S, dict[str, set[str]]] = {
    S.REGISTERED: {"propose": {"manager", "manager_2"}},
    S.PROPOSED: {"revise": {"manager", "manager_2"}, "approve": set(), "refuse": set()},
    S.APPROVED: {"push": {"manager", "manager_2"}},
    S.PUSHED: {"sign": {"team_custodian"}, "return_": {"team_custodian"}},
    S.SIGNED: {"assign": {"team_leader"}},
    S.ASSIGNED: {"submit_opinion": {"team_handler", "team_handler_2"}},
    S.OPINION: {
        "revise_opinion": {"team_handler", "team_handler_2"},
        "approve_opinion": set(),
        "refuse_opinion": set(),
        "approve_hold": set(),
        "approve_ending": set(),
    },
    S.IN_DISPOSAL: {"record_result": {"team_handler", "team_handler_2"}},
    S.REPORT: {
        "revise_report": {"team_handler", "team_handler_2"},
        "approve_report": set(),
        "refuse_report": set(),
    },
    S.RESULT: {"feed_back": {"team_leader", "team_custodian"}},
    S.ANSWERED: {"propose_conclusion": {"manager", "manager_2"}, "conclude": set()},
    S.HELD: {
        "hold_again": {"team_handler", "team_handler_2"},
        "take_up": {"team_handler", "team_handler_2"},
    },
    S.CONCLUDED: {"follow_up": {"team_leader", "team_custodian"}},
    S.MERGED: {"unmerge": {"manager", "manager_2"}},
    S.SUSPENDED: {"resume": {"team_handler", "team_handler_2", "team_leader"}},
    S.STRUCK: {},
    S.RECEIVED: {"take_on": MANAGERS, "propose_return": MANAGERS, "split": MANAGERS},
    S.IN_TRANSFER: {  # to a district of the hub; an organ outside is tested in test_transfers.py
        "accept_transfer": {"district_custodian"},
        "confirm_receipt": set(),
        "decline_transfer": {"district_custodian"},
    },
    S.TRANSFERRED: {"note_outcome": MANAGERS},
}
for state in TRANSFERABLE:
    TABLE[state] |= {"propose_transfer": MANAGERS, "hand_over": set()}
# Who has it in hand asks for time while it runs.
for state in TIMED:
    handlers = {"team_handler", "team_handler_2"} if state != S.SIGNED else set()
    TABLE[state]["ask_extension"] = {"team_leader", *handlers}
for state in STOPPABLE:
    TABLE[state] |= {"ask_suspension": {"team_leader", "team_handler", "team_handler_2"}, "suspend": set()}
# Case management splits and merges wherever no approval runs; the merging itself follows from one.
for state in MERGEABLE:
    TABLE[state] |= {"split": MANAGERS, "take_in": MANAGERS, "merge": set()}
    TABLE[state] |= {"propose_striking": MANAGERS, "strike": set()}
# Everybody is recused by their own duty; case management and the head of the unit order it.
IN_CHARGE = {"management_head", "secretary", *MANAGERS}
AT_OFFICE = {S.RECEIVED, S.REGISTERED, S.PROPOSED, S.APPROVED, S.PUSHED}
for state in S:
    heads = set() if state in AT_OFFICE else {"team_leader"}
    TABLE[state] |= {"recuse": set(EVERYBODY), "order_recusal": IN_CHARGE | heads}
for state in HANDLED:
    TABLE[state] |= {"replace_handler": {"team_leader"}}


@pytest.mark.parametrize("state", list(S))
def test_who_may_do_what(state):
    clue = clue_at(state)
    flow = ClueFlow(clue)
    may: dict[str, set[str]] = {name: set() for name in TABLE[state]}
    for name in EVERYBODY:
        verdicts = dict(available(flow, person(name)))
        assert set(verdicts) == set(TABLE[state]), "the state offers other transitions than the table says"
        for transition, verdict in verdicts.items():
            if verdict:
                may[transition].add(name)
            else:
                assert str(verdict.reason)
                assert verdict.code
    assert may == TABLE[state]


def test_the_table_names_every_transition():
    named = {transition for row in TABLE.values() for transition in row}
    assert named == set(transition_names(ClueFlow))


def test_every_transition_is_guarded():
    assert unguarded(ClueFlow) == []


def test_the_size_of_the_matrix(record_property):
    cells = sum(len(row) for row in TABLE.values()) * len(EVERYBODY)
    record_property("cells", cells)
    assert cells == 146 * 27, "the matrix has another size: say so in docs/evidence.md"
