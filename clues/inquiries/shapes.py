"""Letters of inquiry, seen from outside (see `hub.rest.rows`)."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from rest_framework import serializers

from clues.clue.models.clues import Clue
from clues.inquiries.models import InquiryLetter
from hub.rest.rows import rows_of


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


def inquiries_shown(clue: Clue) -> list[dict[str, Any]]:
    """Its letters with their copies, whatever their number by two questions."""
    copies: dict[int, list[str]] = defaultdict(list)
    sent = InquiryLetter.copies.through.objects.filter(inquiryletter__clue=clue).order_by("unit__code")
    for letter, code in sent.values_list("inquiryletter", "unit__code"):
        copies[letter].append(code)
    return [
        row | {"copies": copies[row["id"]]}
        for row in rows_of(InquiryLetter.objects.about(clue).order_by("pk"), InquiryRow)
    ]
