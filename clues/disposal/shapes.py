"""Opinions, results and holds, seen from outside (see `hub.rest.rows`)."""

from __future__ import annotations

from rest_framework import serializers

from clues.disposal.terms import Finding, Proposal


class ResultRow(serializers.Serializer):
    finding = serializers.ChoiceField(Finding.choices)
    report = serializers.CharField()
    statement = serializers.CharField(help_text="What the subject said.")
    no_statement_reason = serializers.CharField()
    proposal = serializers.ChoiceField([*Proposal.choices, ("", "")], help_text="Empty where none is made.")
    approved = serializers.BooleanField(help_text="False while it is in approval, or was refused.")
    by = serializers.CharField(source="by.display_name")
    at = serializers.DateTimeField()


class OpinionRow(serializers.Serializer):
    way = serializers.CharField(source="way.code")
    plan = serializers.CharField()
    details = serializers.DictField(help_text="Code of a field of the way -> what was written there.")
    by = serializers.CharField(source="by.display_name")
    at = serializers.DateTimeField()


class HoldRow(serializers.Serializer):
    reason = serializers.CharField()
    by = serializers.CharField(source="by.display_name")
    at = serializers.DateTimeField()
    review_at = serializers.DateTimeField()
    ended_at = serializers.DateTimeField(allow_null=True)
    end_reason = serializers.CharField()
