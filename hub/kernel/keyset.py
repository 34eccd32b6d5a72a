"""Lists page by page, newest first, without page numbers and without counting.

`before` is the key the page begins under; `back` holds the starts of the pages passed on the way, so that
"newer" leads to exactly the page that was seen before.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, TypeVar

from django.db.models import QuerySet
from django.http import HttpRequest

Row = TypeVar("Row")

PAGE = 50
LONGEST_WAY_BACK = 40
LONGEST_KEY = 19  # digits; the largest bigint has as many


@dataclass(frozen=True, slots=True)
class KeysetPage(Generic[Row]):
    """The rows of one page and the addresses of its neighbours, None where there is none."""

    rows: list[Row]
    newer_url: str | None
    older_url: str | None


def keyset_page(
    request: HttpRequest,
    source: QuerySet[Any] | Callable[[int | None, int], Sequence[Row]],
    *,
    key: Callable[[Row], int] = lambda row: row.pk,  # type: ignore[attr-defined]
) -> KeysetPage[Row]:
    """The page the address names, of rows, or of `source(before, limit)`: rows below a key, newest first."""
    fetch = partial(newest, source) if isinstance(source, QuerySet) else source
    before = key_in(request.GET.get("before", ""))
    way = [start for start in map(key_in, request.GET.get("back", "").split(".")) if start is not None]
    rows = list(fetch(before, PAGE + 1))
    more, rows = len(rows) > PAGE, rows[:PAGE]
    newer = _address(request, way[-1] if way else None, way[:-1]) if before is not None else None
    passed = [*way, before] if before is not None else way
    older = _address(request, key(rows[-1]), passed) if more else None
    return KeysetPage(rows, newer, older)


def newest(rows: QuerySet[Any], before: int | None, limit: int) -> QuerySet[Any]:
    """At most `limit` of the rows with a key below `before` (None: of all), newest first."""
    older = rows if before is None else rows.filter(pk__lt=before)
    return older.order_by("-pk")[:limit]


def key_in(text: str) -> int | None:
    """The key a parameter names, or None for what is none: a mistyped address shows the newest page."""
    number = int(text) if text.isascii() and text.isdigit() and len(text) < LONGEST_KEY else 0
    return number or None


def _address(request: HttpRequest, before: int | None, way: Sequence[int]) -> str:
    asked = request.GET.copy()
    for name in ("before", "back"):
        asked.pop(name, None)
    if before is not None:
        asked["before"] = str(before)
    if way:
        asked["back"] = ".".join(map(str, way[-LONGEST_WAY_BACK:]))
    return f"?{asked.urlencode()}"
