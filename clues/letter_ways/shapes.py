"""What becomes of a letter beside a clue, seen from outside (see `hub.rest.rows`)."""

from __future__ import annotations

from rest_framework import serializers

from clues.letters.terms import DecidingCommission, FramingDecision, LowerAnswer, ReturnGround


class LetterReturnRow(serializers.Serializer):
    ground = serializers.ChoiceField(ReturnGround.choices)
    organ = serializers.CharField(help_text="Where it goes instead; empty for one without substance.")
    reason = serializers.CharField()
    by = serializers.CharField(source="by.display_name")
    at = serializers.DateTimeField()
    decided_at = serializers.DateTimeField(allow_null=True)
    carried = serializers.BooleanField(allow_null=True, help_text="Null while it is open.")


class PassedDownRow(serializers.Serializer):
    from_unit = serializers.CharField(source="from_unit.code")
    to_unit = serializers.CharField(source="to_unit.code")
    reason = serializers.CharField()
    by = serializers.CharField(source="by.display_name")
    at = serializers.DateTimeField()
    due_at = serializers.DateTimeField(allow_null=True)
    answer = serializers.ChoiceField(LowerAnswer.choices, allow_blank=True, help_text="Empty until it came.")
    answer_reason = serializers.CharField()
    answered_by = serializers.CharField(source="answered_by.display_name", allow_null=True)
    answered_at = serializers.DateTimeField(allow_null=True)


class FramingRow(serializers.Serializer):
    """A decision entered here; it says nothing of who wrote the letter."""

    decision = serializers.ChoiceField(FramingDecision.choices)
    organ = serializers.ChoiceField(DecidingCommission.choices)
    document = serializers.CharField()
    decided_on = serializers.DateField()
    late_reason = serializers.CharField()
    by = serializers.CharField(source="by.display_name")
    at = serializers.DateTimeField()


class LetterWays(serializers.Serializer):
    """What has become of a letter beside a clue, and what the caller can make of it."""

    returns = LetterReturnRow(many=True)
    passes = PassedDownRow(many=True)
    framing = FramingRow(many=True)
    open_steps = serializers.ListField(child=serializers.CharField(), help_text="Beside drawing a clue.")
