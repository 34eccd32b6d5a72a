"""What the REST base costs: a list of 50 clues against a hand-written view with the same query and orjson.

CPU of this process alone, so the database's own work is in neither figure. Measured twice: a whole request
through the WSGI handler with its middlewares, and the two views without them.
"""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from statistics import median
from typing import Any

import orjson
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import include, path

from clues.clue.models.clues import Clue
from clues.clue.shapes import ClueRow
from clues.overview.api.clue import Clues
from hub.access.paging import count_up_to, page_of
from hub.rest.paging import write_cursor
from hub.rest.rows import members_of
from tests.factories import make_clue
from tests.town import person

Report = Callable[[str, float, float | None], None]

READER = "manager"
ROWS = 50
TARGET = 1.4
ROUNDS, WARM, CALLS = 15, 3, 20


def by_hand(request: HttpRequest) -> HttpResponse:
    """The floor: no framework between the query and the bytes."""
    if not request.user.is_authenticated:
        return HttpResponse(status=401)
    members = members_of(ClueRow)
    columns = [source.replace(".", "__") for source in members.values()]
    rows = page_of(Clue.objects.values_list(*columns), request.user, limit=ROWS + 1)
    items = [dict(zip(members, row, strict=True)) for row in rows[:ROWS]]
    more = f"/by-hand?cursor={write_cursor(items[-1]['id'])}" if len(rows) > ROWS else None
    return HttpResponse(orjson.dumps({"items": items, "next": more}), content_type="application/json")


urlpatterns = [path("by-hand", by_hand), path("", include("hub.urls"))]


def run(report: Report) -> None:
    for _ in range(ROWS + 1 - count_up_to(Clue.objects.all(), person(READER), cap=ROWS)):
        make_clue()
    with override_settings(ROOT_URLCONF=__name__):
        _compare(report)


def _compare(report: Report) -> None:
    ask = _asker()
    assert len(orjson.loads(ask("/api/v1/clues"))["items"]) == ROWS
    assert orjson.loads(ask("/by-hand"))["items"] == orjson.loads(ask("/api/v1/clues"))["items"]
    whole = _cpu_ratio(lambda: ask("/api/v1/clues"), lambda: ask("/by-hand"))
    report("REST list of 50 clues, whole request, CPU by hand", whole, TARGET)
    api = Clues.as_view()
    view = _cpu_ratio(lambda: api(_request()).render().content, lambda: by_hand(_request()).content)
    report("REST list of 50 clues, view alone, CPU by hand", view, TARGET)


def _asker() -> Callable[[str], bytes]:
    """Asks the real WSGI handler, signed in by a session."""
    client = Client()
    client.force_login(person(READER))
    handler = WSGIHandler()
    cookie = f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
    environ = RequestFactory(headers={"Cookie": cookie, "Host": "localhost"})._base_environ()

    def ask(address: str) -> bytes:
        answer = handler({**environ, "PATH_INFO": address, "wsgi.input": io.BytesIO()}, lambda *_: None)
        body = b"".join(answer)
        answer.close()
        return body

    return ask


def _request() -> Any:
    """Without middlewares; the person is fresh, so both sides look up posts and recusals."""
    request = RequestFactory().get("/api/v1/clues")
    request.user = person(READER)
    return request


def _cpu_ratio(mine: Callable[[], object], floor: Callable[[], object]) -> float:
    """Median CPU time of `mine` over that of `floor`, taking turns."""
    spent: dict[Callable[[], object], list[float]] = {mine: [], floor: []}
    for turn in range(WARM + ROUNDS):
        for work in (floor, mine):
            began = time.process_time()
            for _ in range(CALLS):
                work()
            if turn >= WARM:
                spent[work].append(time.process_time() - began)
    return median(spent[mine]) / median(spent[floor])
