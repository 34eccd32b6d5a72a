"""Files of a letter and the identity of its reporter, over the interface."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from clues.letters.actions.identities import open_identity
from clues.letters.actions.letters import ATTACHMENT_LIMIT, add_attachment, content_of
from clues.letters.models.identities import IdentityRequest
from clues.letters.models.letters import Attachment, Letter
from clues.letters.shapes import AttachmentAdded, Identity
from hub.access.looks import note_look
from hub.access.models import What
from hub.kernel.errors import Invalid, NotVisible
from hub.rest.downloads import DownloadDoor, download
from hub.rest.idempotency import HEADER, once
from hub.rest.serializers import NoInput
from hub.rest.uploads import FORM_AROUND, UploadDoor
from hub.rest.views import KEY, Door, DossierView, strict_input

BYTES = "application/octet-stream"


FORM = {
    "type": "object",
    "properties": {"file": {"type": "string", "format": "binary"}},
    "required": ["file"],
}


class LetterAttachments(UploadDoor):
    """Add a file of at most 10 MB to a letter."""

    largest = ATTACHMENT_LIMIT + FORM_AROUND

    @extend_schema(request={"multipart/form-data": FORM}, parameters=[KEY], responses={201: AttachmentAdded})
    def post(self, request: Request, number: str) -> Response:
        return once(request, lambda: self._add(request, number))

    def _add(self, request: Request, number: str) -> Response:
        given = request.FILES.get("file")
        if given is None:
            raise Invalid({"file": [_("Please choose a file.")]})
        added = add_attachment(number, name=given.name, content=given.read(), by=self.person)
        where = reverse("clues-api:letter-attachment", args=[number, added.pk])
        return Response({"id": added.pk}, status=201, headers={"Location": where})


class LetterAttachment(DownloadDoor):
    """The bytes of a file, always as a download."""

    @extend_schema(responses={(200, BYTES): OpenApiResponse(OpenApiTypes.BINARY)})
    def get(self, request: Request, number: str, attachment_id: int) -> HttpResponse:
        letters = Letter.objects.visible_to(self.person).filter(number=number)
        files = Attachment.objects.filter(letter__in=letters, pk=attachment_id)
        found = files.select_related("body", "letter").first()
        if found is None:
            raise NotVisible
        note_look(request, found.letter, What.FILE, found.pk)
        return download(found.name, content_of(found), BYTES)


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
