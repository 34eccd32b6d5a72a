"""Versions of rows on the wire: ``ETag`` out, ``If-Match`` and ``If-None-Match`` in."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.http import parse_etags
from rest_framework.request import Request

from hub.kernel.errors import PreconditionRequired, Stale

AnyRequest = HttpRequest | Request


def etag_of(pk: int, version: int) -> str:
    """The strong tag of one version of one row."""
    return f'"{pk}-{version}"'


def require_match(request: AnyRequest, etag: str) -> None:
    """The request must name the one version it acts on and it must be the present one.

    Raises ``PreconditionRequired`` (428) without ``If-Match``, or with ``*`` or several, which do not say
    what was seen; ``Stale`` (412) when another version is named. Weak tags never match.
    """
    named = parse_etags(request.headers.get("If-Match", ""))
    if len(named) != 1 or named == ["*"]:
        raise PreconditionRequired
    if etag not in named:
        raise Stale


def not_modified(request: AnyRequest, etag: str) -> bool:
    """Whether the caller already has this version (``If-None-Match``, weak comparison)."""
    held = parse_etags(request.headers.get("If-None-Match", ""))
    return held == ["*"] or etag in {tag.removeprefix("W/") for tag in held}
