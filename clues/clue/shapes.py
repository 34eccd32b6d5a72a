"""A clue, seen from outside (see `hub.rest.rows`)."""

from __future__ import annotations

from rest_framework import serializers

from clues.clue.terms import ClueState
from clues.terms import Source


class KinRow(serializers.Serializer):
    """Another clue merged with it or split from it, where the caller sees it too."""

    code = serializers.CharField(help_text="merged_here, merged_into, split_off or split_from.")
    number = serializers.CharField(source="clue.number")


class ClueRow(serializers.Serializer):
    id = serializers.IntegerField()
    number = serializers.CharField()
    title = serializers.CharField()
    source = serializers.ChoiceField(Source.choices)  # type: ignore[assignment]
    category = serializers.CharField(source="category.code")
    classification = serializers.CharField(source="classification.code", help_text="Code of the level.")
    state = serializers.ChoiceField(ClueState.choices)
    subject = serializers.CharField(source="subject.name")
    holder = serializers.CharField(source="holder.code", help_text="The unit that has it in hand.")
    target = serializers.CharField(
        source="target.code", allow_null=True, help_text="The unit it is to go to next."
    )
    registered_at = serializers.DateTimeField()
    opinion_due_at = serializers.DateTimeField(allow_null=True)
    version = serializers.IntegerField()


class ClueFacts(ClueRow):
    result_due_at = serializers.DateTimeField(allow_null=True)
    summary = serializers.CharField()
    office = serializers.CharField(
        source="office.code", help_text="The case management office that keeps it."
    )
    initiator = serializers.CharField(source="initiator.display_name")


class ClueReference(serializers.Serializer):
    number = serializers.CharField()
    title = serializers.CharField()
    state = serializers.ChoiceField(ClueState.choices)


class HandlerRow(serializers.Serializer):
    username = serializers.CharField(source="person.username")
    name = serializers.CharField(source="person.display_name")
