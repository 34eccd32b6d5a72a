"""What is alleged in a clue, seen from outside (see `hub.rest.rows`)."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from clues.allegations.models import Allegation


class AllegationShown(serializers.Serializer):
    """`clues`: this one, or those merged into it; `letters`: those the caller may see too."""

    id = serializers.IntegerField()
    text = serializers.CharField()
    category = serializers.CharField(help_text="Code of a category.")
    clues = serializers.ListField(child=serializers.CharField(), help_text="Numbers.")
    letters = serializers.ListField(child=serializers.CharField(), help_text="Numbers.")
    entered_by = serializers.CharField()
    entered_at = serializers.DateTimeField()


def allegation_shown(allegation: Allegation) -> dict[str, Any]:
    """Of an allegation as `clues.allegations.alleged` gives it."""
    return {
        "id": allegation.pk,
        "text": allegation.text,
        "category": allegation.category.code,
        "clues": [clue.number for clue in allegation.seen_in],  # type: ignore[attr-defined]
        "letters": [letter.number for letter in allegation.seen_letters],  # type: ignore[attr-defined]
        "entered_by": allegation.entered_by.display_name,
        "entered_at": allegation.entered_at,
    }
