"""The rows that steps about a clue are taken on."""

from __future__ import annotations

from typing import Any

from clues.clue.flow import ClueFlow
from clues.clue.models.clues import Clue
from clues.clue.tones import tone_of
from hub.steps.rows import Rows


def _tone(row: Any) -> dict[str, Any]:
    return {"tone": tone_of(row.state)}


CLUE = Rows(
    model=Clue,
    name="clue",
    app="clues",
    page="clues/<slug:number>/",
    endpoint="clues/<number:number>",
    flow=ClueFlow,
    related=("classification", "category", "subject", "holder", "target", "office", "initiator"),
    frame="clues/clue/clue_frame.html",
    around=_tone,
)
