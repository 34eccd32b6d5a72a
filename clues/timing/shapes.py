"""Days, extensions and suspensions, seen from outside (see `hub.rest.rows`)."""

from __future__ import annotations

from rest_framework import serializers

from clues.clue.terms import ClueState
from clues.timing.terms import Awaited, DueBy


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
