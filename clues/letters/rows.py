"""The rows that steps about letters are taken on."""

from __future__ import annotations

from clues.letters.models.identities import IdentityRequest
from clues.letters.models.letters import Letter
from clues.letters.tones import tone_of_letter
from hub.steps.rows import Rows

LETTER = Rows(
    model=Letter,
    name="letter",
    app="clues",
    page="letters/<slug:number>/",
    endpoint="letters/<number:number>",
    related=("classification", "category", "unit", "registered_by", "repeat_of"),
    frame="clues/letters/letter_frame.html",
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
