"""The rows of the clue rooms that steps are taken on."""

from __future__ import annotations

from typing import Any

from clues.flow import ClueFlow
from clues.models import (
    Bulletin,
    Clue,
    Correction,
    EvidenceCheck,
    IdentityRequest,
    Letter,
    OpeningRequest,
    SentOn,
    StockTaking,
)
from clues.tones import tone_of, tone_of_letter
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
    frame="clues/clue_frame.html",
    around=_tone,
)
LETTER = Rows(
    model=Letter,
    name="letter",
    app="clues",
    page="letters/<slug:number>/",
    endpoint="letters/<number:number>",
    related=("classification", "category", "unit", "registered_by", "repeat_of"),
    frame="clues/letter_frame.html",
    around=lambda letter: {"tone": tone_of_letter(letter.state)},
    away="clues:letter-list",
)
IDENTITY = Rows(
    model=IdentityRequest,
    name="identity",
    app="clues",
    page="identities/<int:pk>/",
    endpoint="identity-requests/<int:pk>",
    key="pk",
    related=("letter__classification", "letter__unit", "by", "approver"),
    level=lambda asked: asked.letter.classification,
    route="clues:identity-answer",
)
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
CORRECTION = Rows(
    model=Correction,
    name="correction",
    app="clues",
    page="corrections/<int:pk>/",
    endpoint="corrections/<int:pk>",
    key="pk",
    related=("clue__classification", "clue__holder", "subject", "other", "asked_by", "by"),
    level=lambda asked: asked.clue.classification,
    route="clues:correction",
)
STOCK = Rows(
    model=StockTaking,
    name="stock",
    app="clues",
    page="stock-takings/<slug:number>/",
    endpoint="stock-takings/<number:number>",
    related=("unit", "office", "classification", "asked_by", "counted_by"),
)
BULLETIN = Rows(
    model=Bulletin,
    name="bulletin",
    app="clues",
    page="bulletins/<slug:number>/",
    endpoint="bulletins/<number:number>",
    related=("rule", "sender", "receiver", "sent_by", "signed_by", "classification"),
)
SENT_ON = Rows(
    model=SentOn,
    name="sent-on",
    app="clues",
    page="sent-on/<slug:number>/",
    endpoint="sent-on/<number:number>",
    related=("classification", "unit", "by", "sent_by"),
)
