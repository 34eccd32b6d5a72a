"""Whom letters and clues are about, seen from outside (see `hub.rest.rows`)."""

from __future__ import annotations

from rest_framework import serializers

from clues.subjects.terms import Authority, SubjectKind


class SubjectRow(serializers.Serializer):
    id = serializers.IntegerField()
    name = serializers.CharField()
    kind = serializers.ChoiceField(SubjectKind.choices)


class StandingRow(serializers.Serializer):
    post = serializers.CharField()
    unit = serializers.CharField(source="unit.code", allow_null=True)
    unit_name = serializers.CharField(help_text="As written, where the unit is not of the hub.")
    branch = serializers.CharField()
    authority = serializers.ChoiceField(Authority.choices)
    territory = serializers.CharField()
    from_on = serializers.DateField()


class SubjectShown(SubjectRow):
    standing = StandingRow(allow_null=True)
