"""What is sent to propose something about a clue that others decide."""

from __future__ import annotations

from rest_framework import serializers

from clues.terms import Awaited
from hub.rest.fields import Text
from hub.rest.serializers import StrictSerializer


class MotionInput(StrictSerializer):
    reason = Text(max_length=500)


class ExtensionInput(MotionInput):
    awaited = serializers.ChoiceField(Awaited.choices)
    until = serializers.DateField(help_text="The new day; a holiday gives way to the next working day.")
    document = Text(
        max_length=80, required=False, allow_blank=True, help_text="Number of the superior's reply."
    )
    late_reason = Text(
        max_length=300, required=False, allow_blank=True, help_text="Why it is asked for after the day."
    )
