"""The rows that steps about related matters are taken on."""

from __future__ import annotations

from clues.related.models import OpeningRequest
from hub.steps.rows import Rows

OPENING = Rows(
    model=OpeningRequest,
    name="opening",
    app="clues",
    page="openings/<int:pk>/",
    endpoint="opening-requests/<int:pk>",
    key="pk",
    related=("clue__holder", "by", "unit"),
    level=lambda request: None,  # its page shows that of the clues which the reader sees
    route="clues:opening-answer",
)
