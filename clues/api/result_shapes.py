"""How a result looks from outside, and what is sent to record one."""

from __future__ import annotations

from rest_framework import serializers

from clues.api.inputs import LONGEST_REASON, LONGEST_TEXT
from clues.terms import Finding, Proposal
from hub.rest.fields import Text
from hub.rest.serializers import StrictSerializer


class ResultInput(StrictSerializer):
    finding = serializers.ChoiceField(Finding.choices)
    report = Text(max_length=LONGEST_TEXT)
    statement = Text(
        max_length=LONGEST_TEXT,
        required=False,
        allow_blank=True,
        default="",
        help_text="What the subject said.",
    )
    no_statement_reason = Text(
        max_length=LONGEST_REASON,
        required=False,
        allow_blank=True,
        default="",
        help_text="Why there is no statement.",
    )
    proposal = serializers.ChoiceField(
        Proposal.choices, required=False, help_text="Required where the way has its result approved."
    )


class ResultRow(serializers.Serializer):
    finding = serializers.ChoiceField(Finding.choices)
    report = serializers.CharField()
    statement = serializers.CharField(help_text="What the subject said.")
    no_statement_reason = serializers.CharField()
    proposal = serializers.ChoiceField([*Proposal.choices, ("", "")], help_text="Empty where none is made.")
    approved = serializers.BooleanField(help_text="False while it is in approval, or was refused.")
    by = serializers.CharField(source="by.display_name")
    at = serializers.DateTimeField()
