"""States of files of letters as pages show them: waiting, moving, or come to a good end."""

from __future__ import annotations

from clues.imports.models import ImportState

_OF_IMPORTS = {
    ImportState.PREPARED: "waiting",
    ImportState.DONE: "good",
    ImportState.CANCELLED: "",
    ImportState.FAILED: "stopped",
}


def tone_of_import(state: str) -> str:
    """The same for a file of letters; one that was cancelled is merely kept."""
    return _OF_IMPORTS.get(ImportState(state), "moving")
