"""Stock-takings, seen from outside (see `hub.rest.rows`)."""

from __future__ import annotations

from rest_framework import serializers

from clues.stock.terms import Difference


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
