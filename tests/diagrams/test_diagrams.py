"""The diagrams say what the flows say. No database is asked."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command

from clues.clue.flow import ClueFlow
from hub.approvals.flow import SeatFlow
from hub.diagrams.drawing import UnknownPolicy, arrows_of, policy_of
from hub.diagrams.management.commands import state_diagrams
from hub.kernel.transitions import transition_names


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(state_diagrams, "FOLDER", tmp_path)
    return tmp_path


def test_the_kept_diagrams_are_up_to_date():
    call_command("state_diagrams", check=True)


def test_check_fails_for_a_missing_and_for_an_outdated_page(folder):
    with pytest.raises(CommandError, match=r"approval\.md, clue\.md, seat\.md, step\.md"):
        call_command("state_diagrams", check=True)
    assert list(folder.iterdir()) == []
    call_command("state_diagrams")
    (folder / "seat.md").write_text("another story")
    with pytest.raises(CommandError, match=r"\(seat\.md\)"):
        call_command("state_diagrams", check=True)
    call_command("state_diagrams")
    call_command("state_diagrams", check=True)


@pytest.mark.parametrize("flow", [ClueFlow, SeatFlow])
def test_every_transition_is_drawn_with_its_policy(flow):
    arrows = arrows_of(flow)
    assert list(dict.fromkeys(arrow.name for arrow in arrows)) == transition_names(flow)
    assert all(".policies." in arrow.policy for arrow in arrows)
    assert all(arrow.meaning for arrow in arrows)


def test_a_known_way():
    sign = next(arrow for arrow in arrows_of(ClueFlow) if arrow.name == "sign")
    assert (sign.source, sign.target, sign.policy) == ("pushed", "signed", "clues.clue.policies.may_receive")


def test_a_guard_without_a_policy_is_refused():
    transition = next(iter(ClueFlow.sign.get_transitions()))
    permission, transition.permission = transition.permission, lambda flow, by: True
    try:
        with pytest.raises(UnknownPolicy):
            policy_of(transition)
    finally:
        transition.permission = permission


def test_the_language_of_the_moment_does_not_matter(settings):
    settings.LANGUAGE_CODE = "zh-hans"
    assert "With the handlers" in dict(state_diagrams.pages())[state_diagrams.FOLDER / "clue.md"]
