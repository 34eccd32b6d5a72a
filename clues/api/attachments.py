"""Files of letters: added by the petition office, read by whoever sees the letter."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from clues.actions.letters import ATTACHMENT_LIMIT, add_attachment, content_of
from clues.api.shapes import AttachmentAdded
from clues.models import Attachment, Letter
from hub.access.looks import note_look
from hub.access.models import What
from hub.kernel.errors import Invalid, NotVisible
from hub.rest.downloads import DownloadDoor, download
from hub.rest.idempotency import once
from hub.rest.uploads import FORM_AROUND, UploadDoor
from hub.rest.views import KEY

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
