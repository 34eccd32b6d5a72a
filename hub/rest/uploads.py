"""Files in, up to a size, and in memory only: what is kept sealed must not lie open in a temporary folder."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.files.uploadhandler import MemoryFileUploadHandler
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request

from hub.rest.parsers import TooLarge
from hub.rest.views import Door

FORM_AROUND = 64 * 1024


class UploadDoor(Door):
    """A view that takes one multipart form of at most ``largest`` bytes of content."""

    parser_classes = [MultiPartParser]
    largest: ClassVar[int]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Read the body before anybody else does.

        The CSRF check would parse the form by itself, and the idempotency key covers the whole body.
        """
        plain = request._request
        if int(plain.META.get("CONTENT_LENGTH") or 0) > self.largest + FORM_AROUND:
            raise TooLarge
        plain.upload_handlers = [InMemory(plain)]
        plain.body  # noqa: B018 (reading keeps it)
        super().initial(request, *args, **kwargs)


class InMemory(MemoryFileUploadHandler):
    """The body was measured and is in memory already, so its parts may be too."""

    def handle_raw_input(self, *args: Any, **kwargs: Any) -> None:
        self.activated = True
