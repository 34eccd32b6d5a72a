"""Tokens for external systems: client credentials and nothing else."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from oauth2_provider.views import TokenView

GRANT = "client_credentials"


class ClientToken(TokenView):
    """Any other way of asking for a token is answered as RFC 6749, 5.2 says, before the library sees it."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        asked = request.POST.get("grant_type")
        if asked == GRANT:
            return super().post(request, *args, **kwargs)
        error = "unsupported_grant_type" if asked else "invalid_request"
        return JsonResponse({"error": error}, status=400, headers={"Cache-Control": "no-store"})
