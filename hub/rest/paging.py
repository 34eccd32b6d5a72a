"""Cursor paging, newest first by an integer key: no counting, no offsets, no row twice.

The answer is ``{"items": [...], "next": url or null}`` with a ``Link`` header (``first``, ``next`` if any).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from django.core import signing
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _
from drf_spectacular.utils import inline_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from hub.kernel.errors import Invalid
from hub.kernel.keyset import key_in, newest

DEFAULT_LIMIT = 50
LARGEST_LIMIT = 200

PageSource = Callable[[int | None, int], Sequence[Any]]
"""``page(before, limit)``: the newest ``limit`` rows whose key is below ``before`` (None: of all rows)."""

_signer = signing.Signer(salt="hub.rest.paging")


def paged(
    request: Request, source: PageSource | QuerySet[Any], serialize: Callable[[Any], Any] | None = None
) -> Response:
    """One page of ``source``, each row passed through ``serialize`` (default: as it is).

    Rows are dicts with an ``id``, or model instances. Raises ``Invalid`` for a bad ``limit`` or ``cursor``.
    """
    page = partial(newest, source) if isinstance(source, QuerySet) else source
    limit = limit_of(request)
    rows = list(page(_before(request), limit + 1))
    shown = rows[:limit]
    items = [serialize(row) for row in shown] if serialize else shown
    more = {"cursor": write_cursor(_key(shown[-1]))} if len(rows) > limit else {}
    return page_answer(request, items, more, start="cursor")


def page_answer(request: Request, items: list[Any], more: Mapping[str, Any], *, start: str) -> Response:
    """The answer of every list. ``more`` are the parameters of the next page, empty on the last one;
    ``start`` is the parameter whose absence means the first page."""
    following = _url(request, start, more) if more else None
    links = [f'<{_url(request, start, {})}>; rel="first"']
    if following:
        links.append(f'<{following}>; rel="next"')
    return Response({"items": items, "next": following}, headers={"Link": ", ".join(links)})


def write_cursor(before: int) -> str:
    """An opaque signed cursor: callers pass it back and cannot make one up."""
    return _signer.sign_object(before)


def read_cursor(cursor: str) -> int:
    try:
        return int(_signer.unsign_object(cursor))
    except (signing.BadSignature, ValueError, TypeError):
        raise Invalid({"cursor": [_("This is not a cursor of this list.")]}) from None


def page_schema(item: type[serializers.BaseSerializer]) -> serializers.Serializer:
    """How a page of ``item`` looks, for the description of the interface."""
    return inline_serializer(
        name=f"{item.__name__.removesuffix('Serializer')}Page",
        fields={"items": item(many=True), "next": serializers.CharField(allow_null=True)},
    )


def _key(row: Any) -> int:
    if isinstance(row, Model):
        return row.pk
    if isinstance(row, Mapping):
        return row["id"]
    raise TypeError(f"a page holds models or mappings with an id, not {type(row).__name__}")


def limit_of(request: Request) -> int:
    """How many rows the caller wants at most. Raises ``Invalid`` for anything but 1 to 200."""
    text = request.query_params.get("limit", str(DEFAULT_LIMIT))
    limit = key_in(text)
    if limit is not None and limit <= LARGEST_LIMIT:
        return limit
    raise Invalid({"limit": [_("A number from 1 to %(largest)s.") % {"largest": LARGEST_LIMIT}]})


def _before(request: Request) -> int | None:
    cursor = request.query_params.get("cursor")
    return None if cursor is None else read_cursor(cursor)


def _url(request: Request, start: str, changed: Mapping[str, Any]) -> str:
    """This list from another start, relative to the host: a proxy in between need not be known."""
    query = request.query_params.copy()
    query.pop(start, None)
    for name, value in changed.items():
        query[name] = str(value)
    return f"{request.path}?{query.urlencode()}" if query else request.path
