"""Role x situation x every action on an approval: literal tables, complete against the flows' transitions."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.utils import timezone

from hub.approvals import actions
from hub.approvals.flow import RunFlow, SeatFlow, StepFlow
from hub.approvals.models import Seat
from hub.approvals.terms import Mode
from hub.kernel.transitions import available, transition_names
from tests.approvals import runs
from tests.factories import clue_at
from tests.signing import running_approval
from tests.town import PEOPLE, person

pytestmark = pytest.mark.django_db

EVERYBODY = [*PEOPLE, "system_admin", "security_admin", "audit_admin"]
ALWAYS = {"approve", "reject", "return_to_initiator", "return_to_step", "resubmit", "advise", "transfer"}
ALWAYS |= {"claim", "release", "delegate", "add_signer", "amend"}
SIGNS = ("approve", "reject", "return_to_initiator", "return_to_step", "delegate", "add_signer")


def signing(*who: str) -> dict[str, set[str]]:
    return {move: set(who) for move in (*SIGNS, "transfer")}


def seat_of(approval, letter: str) -> Seat:
    return Seat.objects.select_related("step__approval").get(
        step__approval=approval, step__state="open", person=person(runs.NAMES[letter])
    )


def open_seat(approval) -> Seat:
    return Seat.objects.in_open_step(approval).get()


def named() -> Seat:
    """A place of A's beside B's and C's; F has signed, and may not sign here again."""
    approval = runs.three(Mode.ALL)
    runs.sign(approval, "F")
    return seat_of(approval, "A")


def away() -> Seat:
    """A is away, B signs for A."""
    today = timezone.localdate()
    new = actions.NewAbsence(person(runs.NAMES["A"]), person(runs.NAMES["X"]), today, today)
    actions.declare_absence(new, by=new.person)
    return named()


def editable() -> Seat:
    runs.chain((Mode.ANY, "A", {"editable": ["proposal"]}))
    return open_seat(runs.started())


def other_person() -> Seat:
    """A has signed the first step; the second wants another than A."""
    runs.chain((Mode.ANY, "A", {}), (Mode.ANY, "AB", {"same_person": "other"}))
    approval = runs.started()
    runs.sign(approval, "A")
    return seat_of(approval, "A")


def group() -> Seat:
    """The seed chain's first step: whoever heads case management; manager_2 does too, manager submitted."""
    return open_seat(running_approval(clue_at("proposed")))


def claimed() -> Seat:
    approval = running_approval(clue_at("proposed"))
    actions.claim(approval.pk, by=person("management_head"))
    return open_seat(approval)


def advice() -> Seat:
    approval = runs.three(Mode.ALL)
    actions.delegate(approval.pk, to=person("group_head"), by=person("petition_head"), question="?")
    return seat_of(approval, "X")


def revision() -> Seat:
    approval = runs.three(Mode.ALL)
    runs.send_back(approval, "F", "I")
    return seat_of(approval, "I")


def signed() -> Seat:
    approval = runs.three(Mode.ALL)
    runs.sign(approval, "F")
    seats = Seat.objects.select_related("step__approval")
    return seats.get(step__approval=approval, state="approved")


SEATS: dict[Callable[[], Seat], dict[str, set[str]]] = {
    named: signing("secretary"),
    away: signing("secretary", "group_head"),
    editable: signing("secretary") | {"amend": {"secretary"}},
    other_person: {},
    group: signing("management_head") | {"claim": {"management_head"}},
    claimed: signing("management_head") | {"release": {"management_head"}},
    advice: {"advise": {"group_head"}, "transfer": {"group_head"}},
    revision: {"resubmit": {"manager"}},
    signed: {"take_back": {"petition_head"}},
}


@pytest.mark.parametrize("situation", SEATS, ids=lambda made: made.__name__)
def test_seats(situation):
    seat, allowed = situation(), SEATS[situation]
    offered = {"take_back"} if situation is signed else ALWAYS
    assert who_may(SeatFlow, seat) == {move: allowed.get(move, set()) for move in offered}


def added_open():
    approval = runs.three(Mode.ALL)
    runs.sign(approval, "F")
    by = person("secretary")
    actions.add_signer(approval.pk, to=person("group_head"), before=True, by=by, reason="请审")
    return approval.steps.get(state="open")


def added_waiting():
    approval = runs.three(Mode.ALL)
    runs.sign(approval, "F")
    by = person("secretary")
    actions.add_signer(approval.pk, to=person("group_head"), before=False, by=by, reason="请审")
    return approval.steps.exclude(added_by=None).get()


def of_the_chain():
    return runs.three(Mode.ALL).steps.get(state="open")


@pytest.mark.parametrize(
    ("situation", "allowed"),
    [(added_open, {"secretary"}), (added_waiting, {"secretary"}), (of_the_chain, set())],
    ids=lambda made: getattr(made, "__name__", ""),
)
def test_steps(situation, allowed):
    assert who_may(StepFlow, situation()) == {"remove_signer": allowed}


IN_CHARGE = {"management_head", "secretary"}
PART = {"petition_head", "manager"} | IN_CHARGE


def running():
    return runs.three(Mode.ALL)


def ended():
    approval = runs.three(Mode.ALL)
    runs.turns(approval)
    approval.refresh_from_db()
    return approval


def withdrawn():
    return actions.withdraw(runs.three(Mode.ALL).pk, by=person("manager"), reason="重复")


RUNS: dict[Callable[[], object], dict[str, set[str]]] = {
    running: {
        "withdraw": {"manager"},
        "terminate": IN_CHARGE,
        "urge": {"manager"} | IN_CHARGE,
        "ask": PART,
        "copy": PART,
    },
    ended: {"copy": PART | {"deputy", "office_head"}},
    withdrawn: {"copy": PART},
}


@pytest.mark.parametrize("situation", RUNS, ids=lambda made: made.__name__)
def test_runs(situation):
    assert who_may(RunFlow, situation()) == RUNS[situation]


def who_may(flow: type, row: object) -> dict[str, set[str]]:
    """Each transition the state offers -> who of the town may do it. A refusal says why."""
    may: dict[str, set[str]] = {}
    for name in EVERYBODY:
        for move, verdict in available(flow(row), person(name)):
            may.setdefault(move, set())
            if verdict:
                may[move].add(name)
            else:
                assert verdict.code
                assert str(verdict.reason)
    return may


def test_the_tables_name_every_transition():
    assert ALWAYS | {"take_back"} == set(transition_names(SeatFlow))
    assert {move for row in RUNS.values() for move in row} == set(transition_names(RunFlow))
    assert set(transition_names(StepFlow)) == {"remove_signer"}


def test_the_size_of_the_matrix(record_property):
    cells = (len(ALWAYS) * (len(SEATS) - 1) + 1 + 3 + sum(map(len, RUNS.values()))) * len(EVERYBODY)
    record_property("cells", cells)
    assert cells == 107 * 27, "the matrix has another size: say so in docs/evidence.md"
