"""Finding letters and clues by number or name."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from clues.clue.shapes import ClueRow
from clues.finding.find import find
from clues.letters.shapes import LetterRow
from hub.rest.fields import Text
from hub.rest.rows import rows_of
from hub.rest.serializers import StrictSerializer
from hub.rest.views import Door, strict_input


class FindInput(StrictSerializer):
    words = Text(
        max_length=120,
        help_text="A number, or the beginning of the name of whom it is about: 2 characters or more.",
    )


class FoundShown(serializers.Serializer):
    """more: whether some of either kind were left off."""

    clues = ClueRow(many=True)
    letters = LetterRow(many=True)
    more = serializers.BooleanField()


class Searches(Door):
    """Letters and clues the caller may see, newest first. Posted, so that no name stands in an address."""

    reads = True

    @extend_schema(operation_id="searches_create", request=FindInput, responses=FoundShown)
    def post(self, request: Request) -> Response:
        found = find(by=self.person, **strict_input(FindInput, request))
        rows = {"clues": rows_of(found.clues, ClueRow), "letters": rows_of(found.letters, LetterRow)}
        return Response(rows | {"more": found.more})
