"""Intercessions, over the interface."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request

from accounts.models import Person
from clues.actions.intercessions import Asked, report_intercession
from clues.models import Intercession
from clues.terms import Approach
from hub.access.looks import note_look
from hub.access.models import What
from hub.rest.fields import Chosen, Text
from hub.rest.rows import row_of
from hub.rest.serializers import StrictSerializer
from hub.rest.views import CreateView, DossierView


class IntercessionInput(StrictSerializer):
    asker = Text(max_length=160, help_text="Name, unit and post.")
    asker_person = Chosen(
        lambda: Person.objects.filter(is_active=True),
        by="username",
        required=False,
        help_text="User name, where they work here: they will not see the report.",
    )
    asked_on = serializers.DateField(help_text="Today, or an earlier day with late_reason.")
    approach = serializers.ChoiceField(Approach.choices)
    said = Text(max_length=5_000)
    late_reason = Text(max_length=300, required=False, allow_blank=True)


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


class Intercessions(CreateView):
    """Report that somebody asked about a letter or clue the caller sees, or put in a word."""

    serializer_class = IntercessionInput

    def act(self, *, by: Person, number: str, **data: Any) -> Intercession:
        return report_intercession(number, Asked(**data), by=by)

    def location(self, row: Intercession) -> str:
        return reverse("clues-api:intercession", args=[row.number])


@extend_schema_view(get=extend_schema(responses=IntercessionShown))
class IntercessionDetail(DossierView):
    """One, for whoever reported it and those who watch over the commission's own people."""

    def find(self, request: Request, number: str) -> QuerySet[Intercession]:
        return Intercession.objects.visible_to(self.person).filter(number=number).select_related("by")

    def show(self, row: Intercession, request: Request) -> dict[str, Any]:
        note_look(request, row, What.INTERFACE)
        return row_of(row, IntercessionShown)
