"""Parts of several dossiers, as they look from outside."""

from __future__ import annotations

from rest_framework import serializers

from hub.approvals.terms import Outcome


class ApprovalReference(serializers.Serializer):
    id = serializers.IntegerField()
    purpose = serializers.CharField()
    outcome = serializers.ChoiceField(Outcome.choices)


class Explanation(serializers.Serializer):
    """Why a person can, or cannot, see a letter or clue, now or on a day."""

    person = serializers.CharField()
    sees = serializers.BooleanField()
    code = serializers.CharField()
    sentence = serializers.CharField(help_text="In the language of the request.")
