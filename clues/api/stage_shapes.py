"""How the stages of a disposal look from outside."""

from __future__ import annotations

from rest_framework import serializers


class StageRow(serializers.Serializer):
    id = serializers.IntegerField()
    code = serializers.CharField(source="what.code")
    due_at = serializers.DateTimeField(allow_null=True)
    done_on = serializers.DateField(allow_null=True)
    note = serializers.CharField()
    late_reason = serializers.CharField()
    by = serializers.CharField(source="by.display_name", allow_null=True)
