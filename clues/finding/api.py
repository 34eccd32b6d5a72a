"""Finding letters and clues by number or name."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from clues.clue.shapes import ClueRow
from clues.finding.find import Within, find
from clues.finding.forms import MOST_PAGES
from clues.letters.shapes import LetterRow
from hub.rest.fields import Text
from hub.rest.rows import rows_of
from hub.rest.serializers import StrictSerializer
from hub.rest.views import Door, strict_input


class FindInput(StrictSerializer):
    words = Text(
        max_length=120,
        help_text="A number or its end, a number at the source, an identity number, the beginning of a name.",
    )
    reason = Text(max_length=300, required=False, allow_blank=True, help_text="For an identity number.")
    since = serializers.DateField(required=False)
    until = serializers.DateField(required=False)
    page = serializers.IntegerField(required=False, min_value=0, max_value=MOST_PAGES)


class FoundShown(serializers.Serializer):
    """more: whether some of either kind were left off."""

    clues = ClueRow(many=True)
    letters = LetterRow(many=True)
    more = serializers.BooleanField()


class Searches(Door):
    """Letters and clues the caller may see: exact ones, then the newest. Posted: no name in an address."""

    reads = True

    @extend_schema(operation_id="searches_create", request=FindInput, responses=FoundShown)
    def post(self, request: Request) -> Response:
        data = strict_input(FindInput, request)
        narrowed = Within(**{name: data.pop(name) for name in ("since", "until", "page") if name in data})
        found = find(by=self.person, within=narrowed, **data)
        rows = {"clues": rows_of(found.clues, ClueRow), "letters": rows_of(found.letters, LetterRow)}
        return Response(rows | {"more": found.more})
