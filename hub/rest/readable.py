"""What cannot be read is refused before anybody reads it: addresses, cookies and forms that are no text.

One place for all of them: PostgreSQL refuses a NUL wherever it comes from, and that would be a defect (500)
of whichever page looked something up by it. JSON is held to the same in `hub.rest.parsers`.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict, UnreadablePostError
from django.utils.deprecation import MiddlewareMixin
from django.views.defaults import bad_request

from hub.kernel.text import NO_TEXT, are_texts
from hub.rest.problems import CONTENT_TYPE, Problem
from hub.rest.renderers import to_json

ENCODINGS = (None, "utf-8", "ascii")
INTERFACE = "/api/"


class ReadableMiddleware(MiddlewareMixin):
    """Answers 400 to a request whose address, cookies or form hold what is no text, or another encoding."""

    def process_request(self, request: HttpRequest) -> HttpResponse | None:
        if _encoding(request) not in ENCODINGS or not are_texts(_around(request)):
            return _refusal(request)
        return None

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], *_place: Any
    ) -> HttpResponse | None:
        """The form. An endpoint's own parser reads the body of a request to it, up to its own limit."""
        if request.method in ("GET", "HEAD") or hasattr(view, "cls"):
            return None
        try:
            return None if are_texts(_words(request.POST)) else _refusal(request)
        except UnreadablePostError:  # broken off on the way: the check of where it came from refuses it
            return None


def _encoding(request: HttpRequest) -> str | None:
    """UTF-7 can say half of a pair, and some names that Python knows are encodings of no text at all."""
    return codecs.lookup(request.encoding).name if request.encoding else None


def _around(request: HttpRequest) -> Iterator[str]:
    yield request.path_info
    yield from _words(request.GET)
    for name, value in request.COOKIES.items():
        yield from (name, value)


def _words(sent: QueryDict) -> Iterator[str]:
    for name, values in sent.lists():
        yield name
        yield from values


def _refusal(request: HttpRequest) -> HttpResponse:
    if not request.path_info.startswith(INTERFACE):
        return bad_request(request, ValueError())
    problem = Problem(400, "parse-error", NO_TEXT)
    headers = {"Cache-Control": "no-store"}
    return HttpResponse(to_json(problem.body()), status=400, content_type=CONTENT_TYPE, headers=headers)
