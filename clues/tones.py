"""How the states of letters and clues look on pages: waiting for somebody, moving, or come to a good end."""

from __future__ import annotations

from clues.models.imports import ImportState
from clues.terms import ClueState, LetterState

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
_OF_LETTERS = {
    LetterState.RECEIVED: "waiting",
    LetterState.TRANSFERRED: "good",
    LetterState.PASSED_DOWN: "moving",
    LetterState.FILED: "",
    LetterState.RETURNED: "",
}
_OF_IMPORTS = {
    ImportState.PREPARED: "waiting",
    ImportState.DONE: "good",
    ImportState.CANCELLED: "",
    ImportState.FAILED: "stopped",
}


def tone_of(state: str) -> str:
    """The tone of a clue's state that templates/parts/state.html asks for; empty for what is merely kept."""
    if state in _ENDED:
        return "good"
    if state in _WAITING:
        return "waiting"
    return "" if state in _KEPT else "moving"


def tone_of_letter(state: str) -> str:
    """The same for a letter."""
    return _OF_LETTERS[LetterState(state)]


def tone_of_import(state: str) -> str:
    """The same for a file of letters; one that was cancelled is merely kept."""
    return _OF_IMPORTS.get(ImportState(state), "moving")
