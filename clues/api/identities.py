"""A reporter's identity: asking for it, agreeing, opening it once."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from clues.actions.identities import open_identity
from clues.api.shapes import Identity
from clues.models import IdentityRequest
from hub.kernel.errors import Invalid
from hub.rest.idempotency import HEADER
from hub.rest.serializers import NoInput
from hub.rest.views import Door, DossierView, strict_input


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
