"""Reports upward, seen from outside (see `hub.rest.rows`)."""

from __future__ import annotations

from rest_framework import serializers


class ClueReportRow(serializers.Serializer):
    rule = serializers.CharField(source="rule.position", help_text="Position of the subject.")
    basis = serializers.CharField(source="rule.basis")
    reported_on = serializers.DateField(allow_null=True, help_text="Null while it is owed.")
    organ = serializers.CharField()
    document = serializers.CharField()
    late_reason = serializers.CharField()
