"""How hand-overs and stock-takings look from outside."""

from __future__ import annotations

from rest_framework import serializers

from clues.terms import Difference


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


class StockRow(serializers.Serializer):
    id = serializers.IntegerField()
    number = serializers.CharField()
    unit = serializers.CharField(source="unit.code")
    office = serializers.CharField(source="office.code")
    asked_at = serializers.DateTimeField()
    counted_at = serializers.DateTimeField(allow_null=True)
    agreed = serializers.IntegerField()
    settled_at = serializers.DateTimeField(allow_null=True)
    version = serializers.IntegerField()


class StockLineRow(serializers.Serializer):
    id = serializers.IntegerField()
    number = serializers.CharField()
    difference = serializers.ChoiceField(Difference.choices)
    how = serializers.CharField()
    settled_at = serializers.DateTimeField(allow_null=True)


class StockShown(StockRow):
    lines = StockLineRow(many=True)
