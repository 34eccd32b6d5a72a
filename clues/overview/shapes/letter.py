"""One letter with everything on it, as it looks from outside."""

from __future__ import annotations

from rest_framework import serializers

from clues.clue.shapes import ClueReference
from clues.letter_ways.shapes import LetterWays
from clues.letters.shapes import AttachmentRow, LetterFacts, LetterReference, MentionRow
from clues.reporters.shapes import FeedbackRow, ReportingShown


class LetterShown(LetterFacts, LetterWays):
    """``repeat_of``, ``repeats`` and ``clues`` name only what the caller may see too."""

    subjects = MentionRow(many=True, help_text="As the letter names them.")
    attachments = AttachmentRow(many=True)
    repeat_of = serializers.CharField(allow_null=True, help_text="Number of the first letter of the kind.")
    repeats = LetterReference(many=True)
    clues = ClueReference(many=True)
    feedback = FeedbackRow(many=True)
    reporting = ReportingShown(allow_null=True)
