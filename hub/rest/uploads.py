"""Files in, up to a size."""

from __future__ import annotations

from hub.rest.parsers import FormParser
from hub.rest.views import Door

FORM_AROUND = 64 * 1024  # what a form may hold beside its file


class UploadDoor(Door):
    """A view that takes one multipart form; set ``largest`` to that of a file and ``FORM_AROUND``."""

    parser_classes = [FormParser]
