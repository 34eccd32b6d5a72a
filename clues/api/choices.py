"""How the rows look that inputs may name: categories, ways of disposal, levels, sources, handlers."""

from __future__ import annotations

from rest_framework import serializers

from clues.terms import NextStep, Source


class CategoryRow(serializers.Serializer):
    code = serializers.CharField()
    name = serializers.CharField()
    name_en = serializers.CharField()
    parent = serializers.CharField(  # type: ignore[assignment]
        source="parent.code", allow_null=True, help_text="Code of the one above."
    )


class Categories(serializers.Serializer):
    items = CategoryRow(many=True)


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


class LevelRow(serializers.Serializer):
    code = serializers.CharField()
    rank = serializers.IntegerField(help_text="The higher, the more secret.")
    name = serializers.CharField(source="name_zh")
    name_en = serializers.CharField()


class Levels(serializers.Serializer):
    items = LevelRow(many=True)


class SourceRow(serializers.Serializer):
    code = serializers.ChoiceField(Source.choices)
    name = serializers.CharField(help_text="In the language of the request.")


class Sources(serializers.Serializer):
    items = SourceRow(many=True)


class EligibleHandler(serializers.Serializer):
    username = serializers.CharField()
    name = serializers.CharField(source="display_name")


class EligibleHandlers(serializers.Serializer):
    items = EligibleHandler(many=True)
    not_offered = EligibleHandler(many=True, help_text="Left out because of recusal; why is not told.")
