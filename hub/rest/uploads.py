"""Files in, up to a size, and in memory only: what is kept sealed must not lie open in a temporary folder."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadhandler import MemoryFileUploadHandler
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request

from hub.rest.views import Door

FORM_AROUND = 64 * 1024  # what a form may hold beside its file


class UploadDoor(Door):
    """A view that takes one multipart form; set ``largest`` to that of a file and ``FORM_AROUND``."""

    parser_classes = [MultiPartParser]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        request._request.upload_handlers = [InMemory(request._request)]
        super().initial(request, *args, **kwargs)


class InMemory(MemoryFileUploadHandler):
    """The body was measured and is in memory already, so its parts may be too."""

    def handle_raw_input(self, *args: Any, **kwargs: Any) -> None:
        self.activated = True
