"""How a clue's days and what was proposed about it look from outside."""

from __future__ import annotations

from rest_framework import serializers

from clues.terms import Awaited, ClueState, DueBy, MotionKind


class DueDateRow(serializers.Serializer):
    awaited = serializers.ChoiceField(Awaited.choices)
    due_at = serializers.DateTimeField()
    certain = serializers.BooleanField(
        help_text="False: counted through a year whose holidays were not published."
    )
    why = serializers.ChoiceField(DueBy.choices)
    rule = serializers.CharField(source="rule.code", allow_null=True, help_text="Code of the deadline rule.")
    set_at = serializers.DateTimeField()


class SuspensionRow(serializers.Serializer):
    reason = serializers.CharField(source="motion.reason")
    prior_state = serializers.ChoiceField(ClueState.choices)
    stopped_at = serializers.DateTimeField()
    resumed_at = serializers.DateTimeField(allow_null=True)
    resume_reason = serializers.CharField()


class MotionRow(serializers.Serializer):
    kind = serializers.ChoiceField(MotionKind.choices)
    reason = serializers.CharField()
    by = serializers.CharField(source="by.display_name")
    at = serializers.DateTimeField()
    decided_at = serializers.DateTimeField(allow_null=True)
    carried = serializers.BooleanField(allow_null=True, help_text="Null while it is open.")
    awaited = serializers.CharField(source="extension.awaited", allow_null=True)
    until = serializers.DateTimeField(source="extension.until", allow_null=True)


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


class ReferralRow(serializers.Serializer):
    sender = serializers.CharField(source="sender.code", allow_null=True)
    sender_name = serializers.CharField()
    document = serializers.CharField()
    received_on = serializers.DateField()
    late_reason = serializers.CharField()


class ClueReportRow(serializers.Serializer):
    rule = serializers.CharField(source="rule.position", help_text="Position of the subject.")
    basis = serializers.CharField(source="rule.basis")
    reported_on = serializers.DateField(allow_null=True, help_text="Null while it is owed.")
    organ = serializers.CharField()
    document = serializers.CharField()
    late_reason = serializers.CharField()
