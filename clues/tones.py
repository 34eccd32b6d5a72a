"""How the states of letters and clues look on pages: waiting for somebody, moving, or come to a good end."""

from __future__ import annotations

from clues.terms import ClueState, LetterState

_WAITING = {
    LetterState.RECEIVED,
    ClueState.REGISTERED,
    ClueState.PROPOSED,
    ClueState.APPROVED,
    ClueState.PUSHED,
    ClueState.OPINION,
}
_ENDED = {LetterState.TRANSFERRED, ClueState.CONCLUDED}


def tone_of(state: str) -> str:
    """The tone templates/parts/state.html asks for; empty for what is merely kept."""
    if state in _ENDED:
        return "good"
    if state in _WAITING:
        return "waiting"
    return "" if state == LetterState.FILED else "moving"
