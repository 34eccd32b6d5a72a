"""The rows that steps about data about a subject put right are taken on."""

from __future__ import annotations

from clues.corrections.models import Correction
from hub.steps.rows import Rows

CORRECTION = Rows(
    model=Correction,
    name="correction",
    app="clues",
    page="corrections/<int:pk>/",
    endpoint="corrections/<int:pk>",
    key="pk",
    related=("clue__classification", "clue__holder", "subject", "other", "asked_by", "by"),
    around=lambda asked: {"about": asked.clue.number},
    level=lambda asked: asked.clue.classification,
    route="clues:correction",
)
