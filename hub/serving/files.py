"""Static files under ASGI: read whole and answered at once. The largest is some hundred kilobytes."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from whitenoise.middleware import WhiteNoiseMiddleware


class StaticFiles(WhiteNoiseMiddleware):
    """WhiteNoise itself answers with a file iterator, which an ASGI server can only consume in a thread."""

    @staticmethod
    def serve(static_file: Any, request: HttpRequest) -> HttpResponse:
        found = static_file.get_response(request.method, request.META)
        content = found.file.read() if found.file else b""
        if found.file:
            found.file.close()
        return HttpResponse(content, status=int(found.status), headers=dict(found.headers))
