"""How the readers of a row, and looks at it, are told outside."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework import serializers

from hub.access.looks import LookLine
from hub.access.matters import matter_numbered
from hub.access.models import What
from hub.access.readers import Opening
from hub.rest.paging import page_schema
from hub.rest.serializers import StrictSerializer


class DayQuery(StrictSerializer):
    day = serializers.DateField(
        required=False,
        help_text="A local day that has begun: who could see it at any time of it. Default: now.",
    )

    def validate_day(self, day: date) -> date:
        if day > timezone.localdate():
            raise serializers.ValidationError(_("Nobody knows yet who will see it on that day."))
        return day


class ReaderNamed(serializers.Serializer):
    username = serializers.CharField()
    name = serializers.CharField(source="display_name")


class OpeningRow(serializers.Serializer):
    """A grant and the people who see, or saw, the row through it."""

    holder = serializers.CharField(help_text="The group in words; empty for a grant to a person by name.")
    purpose = serializers.CharField()
    since = serializers.DateTimeField()
    until = serializers.DateTimeField(allow_null=True)
    people = ReaderNamed(many=True)


class Openings(serializers.Serializer):
    items = OpeningRow(many=True)


def openings_shown(openings: Iterable[Opening], *, coded: bool = False) -> dict[str, Any]:
    """`coded`: without words that somebody typed."""
    return {
        "items": [
            {
                "holder": opening.holder,
                "purpose": opening.coded if coded else opening.words,
                "since": opening.since,
                "until": opening.until,
                "people": [
                    {"username": person.username, "name": person.display_name} for person in opening.people
                ],
            }
            for opening in openings
        ]
    }


class OwnLookQuery(StrictSerializer):
    what = serializers.ChoiceField(What.choices, required=False)
    since = serializers.DateField(required=False, source="at__date__gte", help_text="Local day.")
    until = serializers.DateField(required=False, source="at__date__lte", help_text="Local day.")


class LookQuery(OwnLookQuery):
    person = serializers.CharField(
        required=False, max_length=150, source="person__username", help_text="User name."
    )


class AuditLookQuery(LookQuery):
    number = serializers.CharField(required=False, max_length=30, help_text="Of a letter or clue.")

    def validate_number(self, number: str) -> dict[str, Any]:
        row = matter_numbered(number)
        if row is None:
            raise serializers.ValidationError(_("There is no matter with this number."))
        return {"label": row._meta.label_lower, "row_id": row.pk}

    def validate(self, wanted: dict[str, Any]) -> dict[str, Any]:
        numbered = wanted.pop("number", {})
        return wanted | numbered


class LookShown(serializers.Serializer):
    id = serializers.IntegerField()
    at = serializers.DateTimeField()
    person = serializers.CharField(help_text="User name.")
    kind = serializers.CharField(help_text="Of the matter, such as `clues.clue`.")
    number = serializers.CharField(allow_null=True, help_text="Null where the caller may not be told it.")
    what = serializers.ChoiceField(What.choices)
    part = serializers.IntegerField(allow_null=True, help_text="Id of the file, approval or opening.")
    holder = serializers.CharField(help_text="The post it was open through; empty: a grant in person.")
    purpose = serializers.CharField()


LookPage = page_schema(LookShown)


def look_shown(line: LookLine, *, coded: bool = False) -> dict[str, Any]:
    """`coded`: without words that somebody typed."""
    look = line.look
    return {
        "id": look.pk,
        "at": look.at,
        "person": look.person.username,
        "kind": look.label,
        "number": line.number or None,
        "what": look.what,
        "part": look.part_id or None,
        "holder": line.holder,
        "purpose": line.coded if coded else line.words,
    }
