"""Clues that go to another organ, seen from outside (see `hub.rest.rows`)."""

from __future__ import annotations

from rest_framework import serializers


class TransferRow(serializers.Serializer):
    from_unit = serializers.CharField(source="from_unit.code")
    unit = serializers.CharField(source="unit.code", allow_null=True)
    organ = serializers.CharField(help_text="An organ outside the hub.")
    returns = serializers.BooleanField(help_text="Back to the body it came from.")
    reason = serializers.CharField(source="motion.reason")
    override_reason = serializers.CharField()
    values = serializers.DictField(help_text="The facts of jurisdiction as they were.")
    handed_at = serializers.DateTimeField(allow_null=True)
    received_on = serializers.DateField(allow_null=True)
    receipt = serializers.CharField()
    declined = serializers.BooleanField()
    decline_reason = serializers.CharField()
    ended_by = serializers.CharField(source="ended_by.display_name", allow_null=True)


class TransferOutcomeRow(serializers.Serializer):
    told_on = serializers.DateField()
    text = serializers.CharField()
    final = serializers.BooleanField(help_text="The matter is ended there.")
    late_reason = serializers.CharField()
    by = serializers.CharField(source="by.display_name")
