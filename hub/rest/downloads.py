"""Files out: whatever is accepted, the answer is bytes, or a problem."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from rest_framework.request import Request

from hub.rest.views import Door


class DownloadDoor(Door):
    """A view that answers a file, always as a download: nothing of it is run in a browser."""

    def perform_content_negotiation(self, request: Request, force: bool = False) -> tuple[Any, str]:
        renderer = self.get_renderers()[0]
        return renderer, renderer.media_type


def download(name: str, content: bytes, media_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response.headers["Content-Disposition"] = str(content_disposition_header(True, name))
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
