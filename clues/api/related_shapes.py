"""How other clues that belong to one, and requests for them, look from outside."""

from __future__ import annotations

from rest_framework import serializers


class KinRow(serializers.Serializer):
    """Another clue merged with it or split from it, where the caller sees it too."""

    code = serializers.CharField(help_text="merged_here, merged_into, split_off or split_from.")
    number = serializers.CharField(source="clue.number")


class ElsewhereRow(serializers.Serializer):
    unit = serializers.CharField(help_text="Code of the unit where a related matter exists.")
    contact = serializers.CharField(allow_null=True, help_text="Role of the post to ask there.")


class RelatedShown(serializers.Serializer):
    """Other clues about the same subject: numbers the caller may see.

    For the unit that holds the clue, also the other units where one exists; empty for everybody else.
    """

    links = serializers.ListField(child=serializers.CharField())
    elsewhere = ElsewhereRow(many=True)


class OpeningRequestShown(serializers.Serializer):
    """A request to open related matters; `asked`: numbers of the caller's clues it is about."""

    id = serializers.IntegerField()
    unit = serializers.CharField(help_text="Code of the unit that asks.")
    by = serializers.CharField()
    reason = serializers.CharField()
    at = serializers.DateTimeField()
    asked = serializers.ListField(child=serializers.CharField())
    granted = serializers.BooleanField(allow_null=True)
    until = serializers.DateTimeField(allow_null=True)
    version = serializers.IntegerField()
