"""Letters that are not entered, over the interface: that one came, and that it was sent on."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request

from accounts.models import Person
from clues.actions.upward import note_sent, note_upward
from clues.models import SentOn
from clues.terms import Superior, Upward
from hub.access.looks import note_look
from hub.access.models import What
from hub.rest.fields import Text
from hub.rest.rows import row_of
from hub.rest.serializers import StrictSerializer
from hub.rest.views import CreateView, DossierView, TransitionView


class UpwardInput(StrictSerializer):
    kind = serializers.ChoiceField(Upward.choices)
    organ = serializers.ChoiceField(Superior.choices, help_text="Where it goes.")
    received_on = serializers.DateField()


class SentInput(StrictSerializer):
    sent_on = serializers.DateField(help_text="Today, or an earlier day with late_reason.")
    late_reason = Text(max_length=300, required=False, allow_blank=True)


class SentOnShown(serializers.Serializer):
    number = serializers.CharField()
    kind = serializers.ChoiceField(Upward.choices)
    organ = serializers.ChoiceField(Superior.choices)
    received_on = serializers.DateField()
    sent_on = serializers.DateField(allow_null=True)
    late_reason = serializers.CharField()
    version = serializers.IntegerField()


class SentOnLetters(CreateView):
    """Note that a letter came which is not entered: about a higher level, or the own principal leader."""

    serializer_class = UpwardInput

    def act(self, *, by: Person, **data: Any) -> SentOn:
        return note_upward(by=by, **data)

    def location(self, row: SentOn) -> str:
        return reverse("clues-api:sent-on", args=[row.number])


@extend_schema_view(get=extend_schema(responses=SentOnShown))
class SentOnDetail(DossierView):
    """One of them."""

    def find(self, request: Request, number: str) -> QuerySet[SentOn]:
        return SentOn.objects.visible_to(self.person).filter(number=number)

    def show(self, row: SentOn, request: Request) -> dict[str, Any]:
        note_look(request, row, What.INTERFACE)
        return row_of(row, SentOnShown)


class SentOnNotes(TransitionView):
    """Note that it was sent on."""

    serializer_class = SentInput

    def find(self, request: Request, number: str) -> QuerySet[SentOn]:
        return SentOn.objects.visible_to(self.person).filter(number=number)

    def act(self, row: SentOn, *, by: Person, **data: Any) -> SentOn:
        return note_sent(row.number, by=by, **data)
