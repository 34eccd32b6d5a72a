"""One id for one request: taken from the caller or made here, answered, and put in every log line."""

from __future__ import annotations

import logging
import re
import uuid
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from asgiref.sync import iscoroutinefunction, markcoroutinefunction
from django.http import HttpRequest, HttpResponse

HEADER = "X-Request-ID"
ACCEPTABLE = re.compile(r"[A-Za-z0-9-]{8,64}")

_current: ContextVar[str] = ContextVar("request_id", default="-")


def current_request_id() -> str:
    """The id of the request being answered, or "-" outside of any."""
    return _current.get()


class RequestIdFilter(logging.Filter):
    """Gives log records the attribute ``request_id``."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = current_request_id()
        return True


class RequestIdMiddleware:
    """Sets the id for the time of the request and returns it in ``X-Request-ID``."""

    sync_capable = True
    async_capable = True

    def __init__(self, get_response: Callable[[HttpRequest], Any]) -> None:
        self.get_response = get_response
        self.asynchronous = iscoroutinefunction(get_response)
        if self.asynchronous:
            markcoroutinefunction(self)

    def __call__(self, request: HttpRequest) -> HttpResponse | Awaitable[HttpResponse]:
        return self._answer_later(request) if self.asynchronous else self._answer(request)

    def _answer(self, request: HttpRequest) -> HttpResponse:
        with _carrying(_id_for(request)):
            return _marked(self.get_response(request))

    async def _answer_later(self, request: HttpRequest) -> HttpResponse:
        with _carrying(_id_for(request)):
            return _marked(await self.get_response(request))


@contextmanager
def _carrying(request_id: str) -> Iterator[None]:
    token = _current.set(request_id)
    try:
        yield
    finally:
        _current.reset(token)


def _id_for(request: HttpRequest) -> str:
    offered = request.headers.get(HEADER, "")
    # Anything else could smuggle line breaks or text into the log.
    return offered if ACCEPTABLE.fullmatch(offered) else str(uuid.uuid4())


def _marked(response: HttpResponse) -> HttpResponse:
    response.headers[HEADER] = current_request_id()
    return response
