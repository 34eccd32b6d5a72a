"""Every way back together with every way to sign: docs/returns.md, row by row."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from hub.approvals import actions
from hub.approvals.models import Approval, Signature
from hub.approvals.terms import Mode
from tests.approvals import runs
from tests.town import person

pytestmark = pytest.mark.django_db

DOC = Path(__file__).resolve().parents[2] / "docs" / "returns.md"
HOW = {"all": Mode.ALL, "any": Mode.ANY, "2 of 3": Mode.QUORUM, "in order": Mode.IN_ORDER}


def table() -> list[list[str]]:
    lines = [line for line in DOC.read_text("utf-8").splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[1:]]


def _adds(approval: Approval, letter: str, to: str, where: str) -> None:
    taker, by = person(runs.NAMES[to]), person(runs.NAMES[letter])
    actions.add_signer(approval.pk, to=taker, before=where == "before", by=by, reason="请一并审核")


def _asks(approval: Approval, letter: str, to: str) -> None:
    actions.delegate(
        approval.pk, to=person(runs.NAMES[to]), by=person(runs.NAMES[letter]), question="请提意见"
    )


def _hands(approval: Approval, letter: str, to: str) -> None:
    actions.transfer(approval.pk, to=person(runs.NAMES[to]), by=person(runs.NAMES[letter]), reason="出差")


def _removes(approval: Approval, letter: str, whom: str) -> None:
    step = approval.steps.filter(holders=[["person", person(runs.NAMES[whom]).pk]]).get()
    actions.remove_signer(approval.pk, step.pk, by=person(runs.NAMES[letter]))


def _takes_back(approval: Approval, letter: str) -> None:
    actions.take_back(approval.pk, by=person(runs.NAMES[letter]))


_ACTS: dict[str, Callable[..., object]] = {
    "agrees": runs.sign,
    "refuses": runs.reject,
    "returns to": runs.send_back,
    "takes back": _takes_back,
    "adds": _adds,
    "asks": _asks,
    "removes": _removes,
    "hands over to": _hands,
}


def act(approval: Approval, words: str) -> None:
    """Do what a cell of the table says, such as "B adds X before"."""
    letter, said = words.split(" ", 1)
    verb = next(verb for verb in _ACTS if said.startswith(verb))
    _ACTS[verb](approval, letter, *said[len(verb) :].split())


@pytest.mark.parametrize("row", table(), ids=lambda row: " / ".join(row[:4]))
def test_row(row):
    how, before, happens, content, expected = row
    approval = runs.three(HOW[how], 2 if how == "2 of 3" else None)
    runs.sign(approval, "F")
    for words in filter(None, before.split(", ")):
        act(approval, words)
    act(approval, happens)
    assert ", ".join(runs.turns(approval, changed=content == "changed")) == expected
    seats = Signature.objects.filter(seat__step__approval=approval).values_list("seat", flat=True)
    assert len(set(seats)) == len(seats)


def test_every_way_to_sign_meets_every_way_back():
    ways = {(row[0], row[2].split(" ", 1)[1].split(" ")[0], row[3]) for row in table()}
    assert len(table()) == 48
    for how in HOW:
        assert {(how, "returns", "same"), (how, "returns", "changed"), (how, "takes", "same")} <= ways
