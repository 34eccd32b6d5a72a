"""The rows that steps about intercessions are taken on."""

from __future__ import annotations

from clues.intercessions.models import Intercession
from hub.steps.rows import Rows

INTERCESSION = Rows(
    model=Intercession,
    name="intercession",
    app="clues",
    page="intercessions/<slug:number>/",
    endpoint="intercessions/<number:number>",
)
