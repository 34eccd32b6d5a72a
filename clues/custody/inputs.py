"""What is sent about hand-overs: units and categories by code, people by user name, levels by code."""

from __future__ import annotations

from rest_framework import serializers

from clues.letters.inputs import _unit
from hub.rest.serializers import StrictSerializer


class CustodyQuery(StrictSerializer):
    unit = _unit(required=False)
    state = serializers.ChoiceField(["waiting", "received", "returned"], required=False)
