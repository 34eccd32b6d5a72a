"""What one proposes and others decide, seen from outside (see `hub.rest.rows`)."""

from __future__ import annotations

from rest_framework import serializers

from clues.motions.terms import MotionKind


class MotionRow(serializers.Serializer):
    kind = serializers.ChoiceField(MotionKind.choices)
    reason = serializers.CharField()
    by = serializers.CharField(source="by.display_name")
    at = serializers.DateTimeField()
    decided_at = serializers.DateTimeField(allow_null=True)
    carried = serializers.BooleanField(allow_null=True, help_text="Null while it is open.")
    awaited = serializers.CharField(source="extension.awaited", allow_null=True)
    until = serializers.DateTimeField(source="extension.until", allow_null=True)
