"""States of letters as pages show them: waiting, moving, or come to a good end."""

from __future__ import annotations

from clues.letters.terms import LetterState

_OF_LETTERS = {
    LetterState.RECEIVED: "waiting",
    LetterState.TRANSFERRED: "good",
    LetterState.PASSED_DOWN: "moving",
    LetterState.FILED: "",
    LetterState.RETURNED: "",
}


def tone_of_letter(state: str) -> str:
    """The same for a letter."""
    return _OF_LETTERS[LetterState(state)]
