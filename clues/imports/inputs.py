"""What is sent about files of letters: units and categories by code, people by user name, levels by code."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from clues.letters.inputs import _level
from clues.terms import Source
from hub.rest.fields import Json
from hub.rest.serializers import StrictSerializer


class ImportInput(StrictSerializer):
    file = serializers.FileField(help_text="A workbook (.xlsx, .xls) or a text file with columns (.csv).")
    source = serializers.ChoiceField(Source.choices, required=False)  # type: ignore[assignment]
    classification = _level(required=False)
    mapping = Json(required=False, help_text="A JSON object: heading -> field, empty to leave a column out.")

    def validate_mapping(self, given: Any) -> dict[str, str]:
        if isinstance(given, dict) and all(isinstance(field, str) for field in given.values()):
            return given
        raise serializers.ValidationError(_("A JSON object of headings and fields, please."))
