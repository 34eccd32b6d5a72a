"""What the lists of letters and clues can be asked for over the interface."""

from __future__ import annotations

from rest_framework import serializers

from clues.clue.terms import ClueState
from clues.letters.inputs import _category, _unit
from clues.letters.terms import LetterState
from clues.terms import Source
from hub.access.api import DayQuery
from hub.rest.fields import Text
from hub.rest.serializers import StrictSerializer


class LetterQuery(StrictSerializer):
    state = serializers.ChoiceField(LetterState.choices, required=False)
    source = serializers.ChoiceField(Source.choices, required=False)  # type: ignore[assignment]
    category = _category(required=False)
    received_from = serializers.DateField(required=False, source="received_on__gte")
    received_to = serializers.DateField(required=False, source="received_on__lte")


class ClueQuery(StrictSerializer):
    state = serializers.ChoiceField(ClueState.choices, required=False)
    source = serializers.ChoiceField(Source.choices, required=False)  # type: ignore[assignment]
    category = _category(required=False)
    holder = _unit(required=False)


class ExplainQuery(DayQuery):
    person = Text(required=False, max_length=150, help_text="User name; default: the caller.")
