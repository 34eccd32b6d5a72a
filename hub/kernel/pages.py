"""Refusals as pages. The status comes from the error, the template from the status."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.deprecation import MiddlewareMixin
from django.utils.translation import gettext_lazy as _

from hub.kernel.errors import HubError, NotAllowed, NotVisible
from hub.kernel.verdict import deny

FALLBACK_TEMPLATE = "409.html"


class HubErrorMiddleware(MiddlewareMixin):
    """Answers a ``HubError`` raised in a page view with ``<status>.html``."""

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, NotVisible):
            # Hidden and absent take the same way out, so that nothing can differ between them.
            raise Http404
        return error_page(request, exception) if isinstance(exception, HubError) else None


def error_page(request: HttpRequest, error: HubError) -> HttpResponse:
    """Render ``error``. The template gets ``error``, ``verdict`` (or None) and ``happened`` (a dict)."""
    context = {
        "error": error,
        "verdict": getattr(error, "verdict", None),
        "happened": getattr(error, "happened", {}),
    }
    return render(
        request,
        [f"{error.status}.html", FALLBACK_TEMPLATE],
        context,
        status=error.status,
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """``handler404``: unlike Django's own it tells the template neither the path nor the exception."""
    return error_page(request, NotVisible())


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """``handler403`` for Django's own ``PermissionDenied``, which carries no verdict."""
    error = NotAllowed(deny("forbidden", _("You may not do this.")))
    return error_page(request, error)
