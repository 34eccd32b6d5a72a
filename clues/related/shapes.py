"""Related matters, seen from outside (see `hub.rest.rows`)."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from clues.related.known import Related


def related_shown(related: Related) -> dict[str, Any]:
    return {
        "links": [clue.number for clue in related.links],
        "elsewhere": [
            {"unit": each.unit.code, "contact": each.contact.role if each.contact else None}
            for each in related.elsewhere
        ],
    }


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
