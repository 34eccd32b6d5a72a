"""How a clue's days and what was proposed about it look from outside."""

from __future__ import annotations

from rest_framework import serializers

from clues.terms import Awaited, ClueState, DueBy, MotionKind


class DueDateRow(serializers.Serializer):
    awaited = serializers.ChoiceField(Awaited.choices)
    due_at = serializers.DateTimeField()
    certain = serializers.BooleanField(
        help_text="False: counted through a year whose holidays were not published."
    )
    why = serializers.ChoiceField(DueBy.choices)
    rule = serializers.CharField(source="rule.code", allow_null=True, help_text="Code of the deadline rule.")
    set_at = serializers.DateTimeField()


class SuspensionRow(serializers.Serializer):
    reason = serializers.CharField(source="motion.reason")
    prior_state = serializers.ChoiceField(ClueState.choices)
    stopped_at = serializers.DateTimeField()
    resumed_at = serializers.DateTimeField(allow_null=True)
    resume_reason = serializers.CharField()


class MotionRow(serializers.Serializer):
    kind = serializers.ChoiceField(MotionKind.choices)
    reason = serializers.CharField()
    by = serializers.CharField(source="by.display_name")
    at = serializers.DateTimeField()
    decided_at = serializers.DateTimeField(allow_null=True)
    carried = serializers.BooleanField(allow_null=True, help_text="Null while it is open.")
    awaited = serializers.CharField(source="extension.awaited", allow_null=True)
    until = serializers.DateTimeField(source="extension.until", allow_null=True)
