"""The rows that steps about bulletins between offices are taken on."""

from __future__ import annotations

from clues.bulletins.models import Bulletin
from hub.steps.rows import Rows

BULLETIN = Rows(
    model=Bulletin,
    name="bulletin",
    app="clues",
    page="bulletins/<slug:number>/",
    endpoint="bulletins/<number:number>",
    related=("rule", "sender", "receiver", "sent_by", "signed_by", "classification"),
)
