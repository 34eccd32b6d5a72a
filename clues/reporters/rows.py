"""The rows that steps about what is owed to a real-name reporter are taken on."""

from __future__ import annotations

from clues.reporters.models import EvidenceCheck
from hub.steps.rows import Rows

EVIDENCE = Rows(
    model=EvidenceCheck,
    name="evidence",
    app="clues",
    page="evidence/<int:pk>/",
    endpoint="evidence-checks/<int:pk>",
    key="pk",
    related=("clue__classification", "objection", "by"),
    level=lambda check: check.clue.classification,
    route="clues:evidence-check",
)
