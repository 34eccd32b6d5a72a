"""The subject of a clue as it looks from outside."""

from __future__ import annotations

from rest_framework import serializers

from clues.clue.shapes import ClueReference
from clues.corrections.shapes import CorrectionRow
from clues.letters.shapes import LetterReference
from clues.subjects.shapes import StandingRow, SubjectRow


class OutcomeRow(serializers.Serializer):
    clue = serializers.CharField(source="clue.number")
    concluded_at = serializers.DateTimeField(allow_null=True)
    finding = serializers.CharField(help_text="In words; empty where it was concluded without a check.")


class DossierShown(SubjectRow):
    """A subject as the readers of one clue may know it."""

    identifiers = serializers.ListField(child=serializers.CharField(), help_text="Kinds that are on file.")
    standings = StandingRow(many=True)
    clues = ClueReference(many=True)
    letters = LetterReference(many=True)
    outcomes = OutcomeRow(many=True)
    corrections = CorrectionRow(many=True)
