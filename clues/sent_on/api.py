"""Letters that are not entered, over the interface: that one came, and that it was sent on."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request

from clues.letters.terms import Upward
from clues.sent_on.models import SentOn
from clues.sent_on.terms import Superior
from hub.access.looks import note_look
from hub.access.models import What
from hub.rest.rows import row_of
from hub.rest.views import DossierView


class SentOnShown(serializers.Serializer):
    number = serializers.CharField()
    kind = serializers.ChoiceField(Upward.choices)
    organ = serializers.ChoiceField(Superior.choices)
    received_on = serializers.DateField()
    sent_on = serializers.DateField(allow_null=True)
    late_reason = serializers.CharField()
    version = serializers.IntegerField()


@extend_schema_view(get=extend_schema(responses=SentOnShown))
class SentOnDetail(DossierView):
    """One of them."""

    def find(self, request: Request, number: str) -> QuerySet[SentOn]:
        return SentOn.objects.visible_to(self.person).filter(number=number)

    def show(self, row: SentOn, request: Request) -> dict[str, Any]:
        note_look(request, row, What.INTERFACE)
        return row_of(row, SentOnShown)
