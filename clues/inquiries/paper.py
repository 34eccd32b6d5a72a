"""The letter of inquiry as a PDF. What it says to whom is Chinese, as the questions are; labels follow."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from clues.inquiries.models import InquiryLetter
from hub.approvals.paper.typesetting import typeset

TEMPLATE = Path(__file__).with_name("inquiry.typ")


def inquiry_pdf(letter: InquiryLetter, *, language: str) -> bytes:
    """A PDF in the language ("zh-hans" or "en"); PDF/A-2b as a rule."""
    with override(language):
        said = told(letter)
    return typeset(TEMPLATE, {"letter": said}, language=language)


def told(letter: InquiryLetter) -> dict[str, Any]:
    """Everything the letter says, as data, in the present language. Of the clue only its classification."""
    standing = letter.clue.subject.standings.current(letter.issued_on).first()
    due_on = timezone.localdate(letter.due_at)
    return {
        "title": _("Letter of inquiry"),
        "number": letter.number,
        "level": str(letter.clue.classification),
        "addressee": letter.clue.subject.name,
        "post": standing.as_written if standing else "",
        "questions": letter.questions,
        "opening": _("By the rules, you are asked to explain in writing:"),
        "closing": _closing(letter) % {"day": date_format(due_on, "Y-m-d")},
        "office": str(letter.office),
        "issued": date_format(letter.issued_on, "Y-m-d"),
        "copies": [str(unit) for unit in letter.copies.all()],
        "words": {"classification": _("Classification") + _(":"), "copies": _("Copies to") + _(":")},
    }


def _closing(letter: InquiryLetter) -> str:
    if letter.answers_directly:
        return _("Please answer truthfully by %(day)s, signed by yourself, directly to this office.")
    return _(
        "Please answer truthfully by %(day)s, signed by yourself and countersigned by the principal head of"
        " your unit."
    )
