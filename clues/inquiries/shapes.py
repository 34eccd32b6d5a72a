"""Letters of inquiry, seen from outside (see `hub.rest.rows`)."""

from __future__ import annotations

from typing import Any

from django.db.models import prefetch_related_objects
from rest_framework import serializers

from clues.clue.models.clues import Clue
from clues.inquiries.models import InquiryLetter
from hub.rest.rows import row_of


class InquiryRow(serializers.Serializer):
    id = serializers.IntegerField()
    number = serializers.CharField()
    office = serializers.CharField(source="office.code", help_text="Code of the general office.")
    questions = serializers.CharField()
    copies_reason = serializers.CharField()
    answers_directly = serializers.BooleanField(help_text="The subject heads the unit.")
    due_at = serializers.DateTimeField()
    issued_on = serializers.DateField()
    by = serializers.CharField(source="by.display_name")
    answered_on = serializers.DateField(allow_null=True)
    answer = serializers.CharField()
    countersigned_by = serializers.CharField()
    late_reason = serializers.CharField()


class InquiryShown(InquiryRow):
    copies = serializers.ListField(child=serializers.CharField(), help_text="Codes of units.")


def sent_about(clue: Clue) -> list[InquiryLetter]:
    """Its letters with their copies, the eldest first."""
    letters = list(clue.inquiries.all())
    prefetch_related_objects(letters, "copies")
    return letters


def inquiries_shown(clue: Clue) -> list[dict[str, Any]]:
    return [
        row_of(letter, InquiryRow) | {"copies": [unit.code for unit in letter.copies.all()]}
        for letter in sent_about(clue)
    ]
