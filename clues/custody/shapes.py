"""Hand-overs, seen from outside (see `hub.rest.rows`)."""

from __future__ import annotations

from rest_framework import serializers


class CustodyRow(serializers.Serializer):
    from_unit = serializers.CharField(source="from_unit.code")
    to_unit = serializers.CharField(source="to_unit.code")
    given_by = serializers.CharField(source="given_by.display_name")
    given_at = serializers.DateTimeField()
    note = serializers.CharField()
    received_by = serializers.CharField(source="received_by.display_name", allow_null=True)
    received_at = serializers.DateTimeField(allow_null=True)
    returned_at = serializers.DateTimeField(allow_null=True)
    return_reason = serializers.CharField()


class HandOverRow(serializers.Serializer):
    """received_by: who signed for it, or sent it back."""

    id = serializers.IntegerField()
    clue = serializers.CharField(source="clue.number")
    from_unit = serializers.CharField(source="from_unit.code")
    to_unit = serializers.CharField(source="to_unit.code")
    given_by = serializers.CharField(source="given_by.username")
    given_at = serializers.DateTimeField()
    received_by = serializers.CharField(source="received_by.username", allow_null=True)
    received_at = serializers.DateTimeField(allow_null=True)
    returned_at = serializers.DateTimeField(allow_null=True)
