"""States of a clue as pages show them: waiting, moving, or come to a good end."""

from __future__ import annotations

from clues.clue.terms import ClueState

_WAITING = {
    ClueState.REGISTERED,
    ClueState.PROPOSED,
    ClueState.APPROVED,
    ClueState.PUSHED,
    ClueState.OPINION,
    ClueState.REPORT,
    ClueState.RECEIVED,
    ClueState.IN_TRANSFER,
}


_KEPT = {ClueState.MERGED, ClueState.HELD, ClueState.SUSPENDED, ClueState.STRUCK}


_ENDED = {ClueState.CONCLUDED, ClueState.TRANSFERRED}


def tone_of(state: str) -> str:
    """The tone of a clue's state that templates/parts/state.html asks for; empty for what is merely kept."""
    if state in _ENDED:
        return "good"
    if state in _WAITING:
        return "waiting"
    return "" if state in _KEPT else "moving"
