"""What is owed to a real-name reporter, seen from outside (see `hub.rest.rows`)."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from clues.reporters.terms import Manner, ToTell


class TellingRow(serializers.Serializer):
    what = serializers.ChoiceField(ToTell.choices)
    told_on = serializers.DateField(allow_null=True, help_text="Null: still to be told.")
    manner = serializers.ChoiceField(Manner.choices, allow_blank=True)
    late_reason = serializers.CharField()


class ObjectionRow(serializers.Serializer):
    raised_on = serializers.DateField()
    text = serializers.CharField()
    new_evidence = serializers.BooleanField()
    answers = serializers.ListField(child=serializers.CharField(), help_text="What came of the evidence.")


class ReportingShown(serializers.Serializer):
    """What is owed to a real-name reporter; for the office that received the letter, null for others."""

    genuine = serializers.BooleanField(allow_null=True, help_text="Null: the name is not checked yet.")
    tellings = TellingRow(many=True)
    objections = ObjectionRow(many=True)
    open_steps = serializers.ListField(child=serializers.CharField())


class EvidenceShown(serializers.Serializer):
    id = serializers.IntegerField()
    clue = serializers.CharField()
    objection = serializers.CharField()
    raised_on = serializers.DateField()
    answer = serializers.CharField()
    answered_at = serializers.DateTimeField(allow_null=True)
    version = serializers.IntegerField()


def reporting_shown(reporting: Any) -> dict[str, Any]:
    return {
        "genuine": reporting.check.genuine if reporting.check else None,
        "tellings": [
            {name: getattr(each, name) for name in ("what", "told_on", "manner", "late_reason")}
            for each in reporting.tellings
        ],
        "objections": [
            {
                "raised_on": each.raised_on,
                "text": each.text,
                "new_evidence": each.new_evidence,
                "answers": [check.answer for check in each.checks.all() if check.answered_at],
            }
            for each in reporting.objections
        ],
        "open_steps": [step.slug for step in reporting.steps],
    }


class FeedbackRow(serializers.Serializer):
    to_unit = serializers.CharField(source="to_unit.code")
    text = serializers.CharField()
    by = serializers.CharField(source="by.display_name")
    at = serializers.DateTimeField()
