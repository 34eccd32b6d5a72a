"""How a subject, its outcomes and corrections look from outside."""

from __future__ import annotations

from rest_framework import serializers

from clues.api.shapes import ClueReference, LetterReference, StandingRow, SubjectRow
from clues.terms import CorrectionOutcome, CorrectionSource


class OutcomeRow(serializers.Serializer):
    clue = serializers.CharField(source="clue.number")
    concluded_at = serializers.DateTimeField(allow_null=True)
    finding = serializers.CharField(help_text="In words; empty where it was concluded without a check.")


class CorrectionRow(serializers.Serializer):
    id = serializers.IntegerField()
    clue = serializers.CharField(source="clue.number")
    source = serializers.ChoiceField(CorrectionSource.choices)  # type: ignore[assignment]
    claim = serializers.CharField()
    asked_by = serializers.CharField(source="asked_by.display_name")
    asked_at = serializers.DateTimeField()
    outcome = serializers.ChoiceField(CorrectionOutcome.choices)
    changes = serializers.DictField(
        child=serializers.ListField(child=serializers.CharField()), help_text="Field -> [before, after]."
    )
    reason = serializers.CharField()
    at = serializers.DateTimeField(allow_null=True)
    version = serializers.IntegerField()


class ReceiverRow(serializers.Serializer):
    person = serializers.CharField(source="person.username")
    looked_at = serializers.DateTimeField(allow_null=True)
    told_at = serializers.DateTimeField(allow_null=True)


class CorrectionShown(CorrectionRow):
    receivers = ReceiverRow(many=True, help_text="Who had received what was wrong; for case managers.")


class DossierShown(SubjectRow):
    """A subject as the readers of one clue may know it."""

    identifiers = serializers.ListField(child=serializers.CharField(), help_text="Kinds that are on file.")
    standings = StandingRow(many=True)
    clues = ClueReference(many=True)
    letters = LetterReference(many=True)
    outcomes = OutcomeRow(many=True)
    corrections = CorrectionRow(many=True)
