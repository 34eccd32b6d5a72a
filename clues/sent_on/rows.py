"""The rows that steps about letters that are not entered are taken on."""

from __future__ import annotations

from clues.sent_on.models import SentOn
from hub.steps.rows import Rows

SENT_ON = Rows(
    model=SentOn,
    name="sent-on",
    app="clues",
    page="sent-on/<slug:number>/",
    endpoint="sent-on/<number:number>",
    related=("classification", "unit", "by", "sent_by"),
)
