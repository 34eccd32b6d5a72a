"""Changing a clue's classification over the interface."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from accounts.models import Person
from clues.actions.classification import reclassify
from clues.api.stepping import ClueStep
from clues.models import Clue
from hub.rest.fields import Chosen, Text
from hub.rest.serializers import StrictSerializer
from hub.rules.models import Level


class ReclassificationInput(StrictSerializer):
    level: serializers.Field = Chosen(
        lambda: Level.objects.all(), help_text="Code of the new level: at least that of each letter."
    )
    reason = Text(max_length=300)


class Reclassifications(ClueStep):
    """Raise or lower the classification; whoever is not cleared for it loses sight of the clue at once."""

    serializer_class = ReclassificationInput

    def act(self, row: Clue, *, by: Person, **data: Any) -> Clue:
        return reclassify(row.number, by=by, **data)
