"""JSON and forms in, up to a size; what they say is text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import IO, Any

import orjson
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from rest_framework import status
from rest_framework.exceptions import APIException, ParseError
from rest_framework.parsers import BaseParser, MultiPartParser

from hub.kernel.errors import Invalid
from hub.kernel.text import NO_TEXT, are_texts, is_text

LARGEST_BODY = 1024 * 1024


class TooLarge(APIException):
    status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE
    default_code = "too_large"
    default_detail = _("The request body is too large.")


class LengthRequired(APIException):
    status_code = status.HTTP_411_LENGTH_REQUIRED
    default_code = "length_required"
    default_detail = _("Say how long the body is (Content-Length); chunks are not accepted.")


def content_length(request: HttpRequest) -> int:
    """What the request says of its body, in bytes.

    Raises ``ParseError`` for what is no number, ``LengthRequired`` for a body that comes in chunks: it would
    have to be held before it is known to be too large.
    """
    if "HTTP_TRANSFER_ENCODING" in request.META:
        raise LengthRequired
    said = request.META.get("CONTENT_LENGTH") or "0"
    if not (said.isascii() and said.isdigit()):
        raise ParseError
    return int(said)


class LimitedJSONParser(BaseParser):
    """Strict JSON (no NaN, valid UTF-8) of at most ``largest`` bytes; more is answered with 413."""

    media_type = "application/json"
    largest = LARGEST_BODY

    def parse(
        self,
        stream: IO[bytes],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        body = stream.read(self.largest + 1)
        if len(body) > self.largest:
            raise TooLarge
        try:
            return read_json(body)
        except orjson.JSONDecodeError:
            # The parser's own message quotes nothing useful to a person and differs between versions.
            raise ParseError(_("The request body is not valid JSON.")) from None


class FormParser(MultiPartParser):
    """A form with files, whose words are text."""

    def parse(self, *args: Any, **kwargs: Any) -> Any:
        sent = super().parse(*args, **kwargs)
        wrong = [name for name, values in sent.data.lists() if not are_texts((name, *values))]
        if wrong:
            raise Invalid({name.replace("\0", ""): [str(NO_TEXT)] for name in wrong})
        return sent


def read_json(body: bytes) -> Any:
    """What the JSON says: no NaN, nothing nested deeper than a thousand, no number that no double holds,
    and every text of it is text.

    Raises `orjson.JSONDecodeError`, and `Invalid` where the text stands that is none.
    """
    said = orjson.loads(body)
    if b"\\u0000" in body and (place := _place_of_no_text(said)) is not None:
        raise Invalid({place: [str(NO_TEXT)]})
    return said


def _place_of_no_text(said: Any) -> str | None:
    """Where a text is that is none, as names and positions with dots between; None where nothing is wrong."""
    waiting: list[tuple[tuple[str, ...], Any]] = [((), said)]
    while waiting:
        path, here = waiting.pop()
        if isinstance(here, str) and not is_text(here):
            return ".".join(path)
        if isinstance(here, dict):
            if not are_texts(here):
                return ".".join(path)
            waiting.extend(((*path, name), inner) for name, inner in here.items())
        elif isinstance(here, list):
            waiting.extend(((*path, str(position)), inner) for position, inner in enumerate(here))
    return None
