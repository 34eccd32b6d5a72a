"""Intercessions, over the interface."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request

from clues.intercessions.models import Intercession
from clues.intercessions.terms import Approach
from hub.access.looks import note_look
from hub.access.models import What
from hub.rest.rows import row_of
from hub.rest.views import DossierView


class IntercessionShown(serializers.Serializer):
    number = serializers.CharField()
    matter = serializers.CharField(help_text="Number of the letter or clue.")
    asker = serializers.CharField()
    asked_on = serializers.DateField()
    approach = serializers.ChoiceField(Approach.choices)
    said = serializers.CharField()
    late_reason = serializers.CharField()
    by = serializers.CharField(source="by.username", help_text="User name.")
    at = serializers.DateTimeField()


@extend_schema_view(get=extend_schema(responses=IntercessionShown))
class IntercessionDetail(DossierView):
    """One, for whoever reported it and those who watch over the commission's own people."""

    def find(self, request: Request, number: str) -> QuerySet[Intercession]:
        return Intercession.objects.visible_to(self.person).filter(number=number).select_related("by")

    def show(self, row: Intercession, request: Request) -> dict[str, Any]:
        note_look(request, row, What.INTERFACE)
        return row_of(row, IntercessionShown)
