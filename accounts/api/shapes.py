"""How units and people look from outside."""

from __future__ import annotations

from rest_framework import serializers

from accounts.terms import Role, UnitKind


class UnitRow(serializers.Serializer):
    code = serializers.CharField()
    kind = serializers.ChoiceField(UnitKind.choices)
    name = serializers.CharField()
    name_en = serializers.CharField()


class Units(serializers.Serializer):
    items = UnitRow(many=True)


class PostRow(serializers.Serializer):
    unit = serializers.CharField(source="group.unit.code", help_text="Code of the unit.")
    role = serializers.ChoiceField(Role.choices, source="group.role")
    from_on = serializers.DateField()
    to_on = serializers.DateField(allow_null=True)


class Me(serializers.Serializer):
    username = serializers.CharField()
    name = serializers.CharField(source="display_name")
    language = serializers.CharField(help_text="Empty: as the browser asks.")
    clearance = serializers.CharField(
        source="clearance.code", allow_null=True, help_text="Code of the level; null: cleared for nothing."
    )


class MeWithPosts(Me):
    roles = serializers.ListField(child=serializers.ChoiceField(Role.choices))
    posts = PostRow(many=True)
