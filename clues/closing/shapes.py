"""The end of a clue and what is owed after it, seen from outside (see `hub.rest.rows`)."""

from __future__ import annotations

from rest_framework import serializers

from clues.closing.terms import Task


class FollowUpRow(serializers.Serializer):
    task = serializers.ChoiceField(Task.choices)
    opened_at = serializers.DateTimeField()
    told_on = serializers.DateField(allow_null=True)
    note = serializers.CharField()
    late_reason = serializers.CharField()
    by = serializers.CharField(source="by.display_name", allow_null=True)
