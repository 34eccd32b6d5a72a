"""A reporter's identity: asking for it, agreeing, opening it once."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Person
from clues.actions.identities import answer_for_identity, ask_for_identity, open_identity
from clues.api.inputs import RelatedAnswerInput
from clues.api.shapes import Identity
from clues.models import IdentityRequest
from hub.kernel.errors import Invalid
from hub.rest.fields import Chosen, Text
from hub.rest.idempotency import HEADER
from hub.rest.serializers import NoInput, StrictSerializer
from hub.rest.views import CreateView, Door, DossierView, TransitionView, strict_input


class IdentityAskInput(StrictSerializer):
    approver = Chosen(
        lambda: Person.objects.filter(is_active=True),
        by="username",
        help_text="User name of the head of the petition office or a leader in charge.",
    )
    matter = Text(max_length=60, help_text="What it is needed for.")
    reason = Text(max_length=300)


class IdentityRequestShown(serializers.Serializer):
    id = serializers.IntegerField()
    letter = serializers.CharField()
    by = serializers.CharField(help_text="User name.")
    approver = serializers.CharField(help_text="User name.")
    matter = serializers.CharField()
    reason = serializers.CharField()
    at = serializers.DateTimeField()
    granted = serializers.BooleanField(allow_null=True)
    answer = serializers.CharField()
    until = serializers.DateTimeField(allow_null=True)
    version = serializers.IntegerField()


class IdentityRequests(CreateView):
    """Ask a named person that the identity of a letter's reporter be opened; petition office only."""

    serializer_class = IdentityAskInput

    def act(self, *, by: Person, number: str, **data: Any) -> IdentityRequest:
        return ask_for_identity(number, by=by, **data)

    def location(self, row: IdentityRequest) -> str:
        return reverse("clues-api:identity-request", args=[row.pk])


@extend_schema_view(get=extend_schema(responses=IdentityRequestShown))
class IdentityRequestDetail(DossierView):
    """A request, for who asked and who is asked."""

    def find(self, request: Request, pk: int) -> QuerySet[IdentityRequest]:
        visible = IdentityRequest.objects.visible_to(self.person).filter(pk=pk)
        return visible.select_related("letter", "by", "approver")

    def show(self, row: IdentityRequest, request: Request) -> dict[str, Any]:
        same = ("matter", "reason", "at", "granted", "answer", "until", "version")
        return {
            "id": row.pk,
            "letter": row.letter.number,
            "by": row.by.username,
            "approver": row.approver.username,
            **{name: getattr(row, name) for name in same},
        }


class IdentityAnswers(TransitionView):
    """Agree, or refuse with a reason; for the person who was asked."""

    serializer_class = RelatedAnswerInput

    def find(self, request: Request, pk: int) -> QuerySet[IdentityRequest]:
        return IdentityRequest.objects.visible_to(self.person).filter(pk=pk)

    def act(self, row: IdentityRequest, *, by: Person, **data: Any) -> IdentityRequest:
        return answer_for_identity(row.pk, by=by, **data)


class IdentityOpenings(Door):
    """Open the identity of a letter's reporter: once, by whoever was granted it.

    It takes no ``Idempotency-Key``: what is answered to a key is kept for a day, and this must not be kept.
    """

    @extend_schema(request=NoInput, responses=Identity)
    def post(self, request: Request, number: str) -> Response:
        if HEADER in request.headers:
            raise Invalid({HEADER: [_("This cannot be repeated by a key: each opening is on record.")]})
        strict_input(NoInput, request)
        name, contact = open_identity(number, by=self.person)
        return Response({"name": name, "contact": contact})
