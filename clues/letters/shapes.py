"""Letters, seen from outside (see `hub.rest.rows`)."""

from __future__ import annotations

from rest_framework import serializers

from clues.letters.terms import LetterState, Signing
from clues.subjects.terms import SubjectKind
from clues.terms import Source


class LetterRow(serializers.Serializer):
    id = serializers.IntegerField()
    number = serializers.CharField()
    title = serializers.CharField()
    source = serializers.ChoiceField(Source.choices)  # type: ignore[assignment]
    signing = serializers.ChoiceField(Signing.choices)
    category = serializers.CharField(source="category.code", allow_null=True)
    classification = serializers.CharField(source="classification.code", help_text="Code of the level.")
    state = serializers.ChoiceField(LetterState.choices)
    received_on = serializers.DateField()
    registered_at = serializers.DateTimeField()
    version = serializers.IntegerField()


class LetterFacts(LetterRow):
    text = serializers.CharField()
    external_number = serializers.CharField()
    unit = serializers.CharField(source="unit.code", help_text="The petition office that received it.")


class LetterReference(serializers.Serializer):
    number = serializers.CharField()
    title = serializers.CharField()
    received_on = serializers.DateField()
    state = serializers.ChoiceField(LetterState.choices)


class AttachmentRow(serializers.Serializer):
    id = serializers.IntegerField()
    name = serializers.CharField()
    size = serializers.IntegerField(help_text="Bytes.")
    sha256 = serializers.CharField()
    added_at = serializers.DateTimeField()


class AttachmentAdded(serializers.Serializer):
    """No file name: the answer is kept for a repeat, and a name can be text of the matter."""

    id = serializers.IntegerField()


class Identity(serializers.Serializer):
    """Who wrote a letter. Given out once per opening and kept nowhere on the way."""

    name = serializers.CharField()
    contact = serializers.CharField()


class MentionRow(serializers.Serializer):
    id = serializers.IntegerField(source="subject_id")
    name = serializers.CharField()
    kind = serializers.ChoiceField(SubjectKind.choices, source="subject.kind")
    post = serializers.CharField()
    unit = serializers.CharField(source="unit.code", allow_null=True, default=None)
    unit_name = serializers.CharField(help_text="As written, where the unit is not of the hub.")
