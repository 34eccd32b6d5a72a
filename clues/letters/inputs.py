"""What is sent to register a letter: units and categories by code, levels by code."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from accounts.models import Unit
from accounts.terms import Scheme
from clues.categories import Category
from clues.letters.terms import Signing
from clues.subjects.terms import Authority, Position, SubjectKind
from clues.terms import Source
from hub.rest.fields import Chosen, Text
from hub.rest.serializers import StrictSerializer
from hub.rules.models import Level

LONGEST_TEXT = 50_000


LONGEST_REASON = 2_000


def _unit(**options: Any) -> Chosen:
    return Chosen(lambda: Unit.objects.existing(), help_text="Code of a unit.", **options)


def _category(**options: Any) -> Chosen:
    return Chosen(lambda: Category.objects.all(), help_text="Code of a category.", **options)


def _level(**options: Any) -> Chosen:
    return Chosen(lambda: Level.objects.all(), help_text="Code of a level.", **options)


def _text(longest: int = LONGEST_TEXT, **options: Any) -> Text:
    return Text(max_length=longest, **options)


def _optional(longest: int = LONGEST_REASON, **options: Any) -> Text:
    return _text(longest, required=False, allow_blank=True, **options)


class IdentifierInput(StrictSerializer):
    scheme = serializers.ChoiceField(Scheme.choices)
    value = Text(max_length=64)


class SubjectInput(StrictSerializer):
    name = Text(max_length=120)
    kind = serializers.ChoiceField(SubjectKind.choices, required=False)
    identifiers = IdentifierInput(many=True, required=False, max_length=len(Scheme))  # type: ignore[call-arg]
    post = _optional(120)
    unit = _unit(required=False)
    unit_name = _optional(160)
    branch = _optional(120, help_text="Full name of the Party branch.")
    authority = serializers.ChoiceField(Authority.choices, required=False)
    territory = _optional(40)
    position = serializers.ChoiceField(Position.choices, required=False)

    def validate_identifiers(self, given: list[dict[str, str]]) -> dict[str, str]:
        """As scheme -> value, which is how the actions take them."""
        values = {each["scheme"]: each["value"] for each in given}
        if len(values) < len(given):
            raise serializers.ValidationError(_("One identifier of a kind, please."))
        return values


class ReporterInput(StrictSerializer):
    name = Text(max_length=80)
    contact = Text(max_length=200, required=False, allow_blank=True, default="")


class LetterInput(StrictSerializer):
    title = Text(max_length=200)
    text = _text()
    received_on = serializers.DateField()
    classification = _level()
    source = serializers.ChoiceField(Source.choices, required=False)  # type: ignore[assignment]
    signing = serializers.ChoiceField(Signing.choices, required=False)
    external_number = _optional(60)
    category = _category(required=False)
    subjects = SubjectInput(many=True, required=False, max_length=50)  # type: ignore[call-arg]
    reporter = ReporterInput(required=False)
    somebody_else = serializers.BooleanField(
        required=False,
        help_text="A person says that it is about nobody whom its names may also mean (problem `in-doubt`).",
    )
