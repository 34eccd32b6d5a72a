"""How a result looks from outside."""

from __future__ import annotations

from rest_framework import serializers

from clues.terms import Finding, Proposal


class ResultRow(serializers.Serializer):
    finding = serializers.ChoiceField(Finding.choices)
    report = serializers.CharField()
    statement = serializers.CharField(help_text="What the subject said.")
    no_statement_reason = serializers.CharField()
    proposal = serializers.ChoiceField([*Proposal.choices, ("", "")], help_text="Empty where none is made.")
    approved = serializers.BooleanField(help_text="False while it is in approval, or was refused.")
    by = serializers.CharField(source="by.display_name")
    at = serializers.DateTimeField()
