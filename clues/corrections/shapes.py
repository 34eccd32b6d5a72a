"""Data about a subject put right, seen from outside (see `hub.rest.rows`)."""

from __future__ import annotations

from rest_framework import serializers

from clues.corrections.terms import CorrectionOutcome, CorrectionSource


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
