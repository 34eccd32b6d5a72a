"""Ways and stages of disposal, seen from outside (see `hub.rest.rows`)."""

from __future__ import annotations

from rest_framework import serializers

from clues.ways.terms import NextStep


class WayFieldRow(serializers.Serializer):
    code = serializers.CharField()
    name = serializers.CharField()
    name_en = serializers.CharField()
    document = serializers.BooleanField(help_text="It names a document.")


class WayRow(serializers.Serializer):
    code = serializers.CharField()
    name = serializers.CharField()
    name_en = serializers.CharField()
    source = serializers.CharField()  # type: ignore[assignment]
    article = serializers.CharField()
    chain = serializers.CharField(help_text="Code of the approval chain.")
    result_chain = serializers.CharField(
        help_text="Code of the chain that approves the result; may be empty."
    )
    deadline = serializers.CharField(help_text="Code of the rule for the result; may be empty.")
    next_step = serializers.ChoiceField(NextStep.choices)


class WayShown(WayRow):
    fields_required = WayFieldRow(many=True)


class DisposalWays(serializers.Serializer):
    items = WayShown(many=True)


class StageRow(serializers.Serializer):
    id = serializers.IntegerField()
    code = serializers.CharField(source="what.code")
    due_at = serializers.DateTimeField(allow_null=True)
    done_on = serializers.DateField(allow_null=True)
    note = serializers.CharField()
    late_reason = serializers.CharField()
    by = serializers.CharField(source="by.display_name", allow_null=True)
