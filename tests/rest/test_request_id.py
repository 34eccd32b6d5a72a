import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.http import HttpResponse
from django.test import AsyncRequestFactory, RequestFactory

from hub.rest.request_id import RequestIdFilter, RequestIdMiddleware, current_request_id


def answer(request):
    return HttpResponse(current_request_id())


def ask(offered):
    return RequestIdMiddleware(answer)(RequestFactory().get("/", headers={"X-Request-ID": offered}))


def test_a_proper_id_is_taken_over():
    response = ask("abcdef-12345")
    assert response["X-Request-ID"] == response.content.decode() == "abcdef-12345"


@pytest.mark.parametrize(
    "offered", ["", "short", "x" * 65, "with space", "new\nline-12", "dotted.name", "编号编号编号编号"]
)
def test_anything_else_is_replaced(offered):
    response = ask(offered)
    assert response["X-Request-ID"] == response.content.decode() != offered
    assert len(response["X-Request-ID"]) == 36


def test_it_ends_with_the_request():
    ask("abcdef-12345")
    assert current_request_id() == "-"


def test_it_works_without_a_thread():
    async def answer_later(request):
        return answer(request)

    async def ask():
        request = AsyncRequestFactory().get("/", headers={"X-Request-ID": "abcdef-12345"})
        return await RequestIdMiddleware(answer_later)(request)

    # In a thread of its own: a browser test of the same run may keep an event loop in this one.
    with ThreadPoolExecutor(1) as pool:
        response = pool.submit(lambda: asyncio.run(ask())).result()
    assert response["X-Request-ID"] == response.content.decode() == "abcdef-12345"


def test_log_records_carry_it():
    def log(request):
        record = logging.makeLogRecord({"msg": "x"})
        assert RequestIdFilter().filter(record)
        return HttpResponse(record.request_id)

    response = RequestIdMiddleware(log)(RequestFactory().get("/", headers={"X-Request-ID": "abcdef-12345"}))
    assert response.content == b"abcdef-12345"
