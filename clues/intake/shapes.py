"""How a clue comes in, seen from outside (see `hub.rest.rows`)."""

from __future__ import annotations

from rest_framework import serializers


class ReferralRow(serializers.Serializer):
    sender = serializers.CharField(source="sender.code", allow_null=True)
    sender_name = serializers.CharField()
    document = serializers.CharField()
    received_on = serializers.DateField()
    late_reason = serializers.CharField()
