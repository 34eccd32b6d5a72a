"""What is sent never lies in a file: the server under test may not write a single byte into one."""

from __future__ import annotations

import asyncio
import http.client
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from django.conf import settings
from django.core.exceptions import RequestDataTooBig

from clues.letters.models.letters import Attachment
from hub.kernel.bodies import BoundedHandler
from tests.factories import make_letter
from tests.jobs.workers import database_url, wait_for
from tests.live.conftest import session_of
from tests.town import person

SERVER = """
import resource, sys
import uvicorn
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
uvicorn.run("hub.asgi:application", port=int(sys.argv[1]), lifespan="off", log_level="critical")
"""
CSRF = "c" * 32
MEBIBYTE = 1024 * 1024


@pytest.fixture
def port(transactional_db: None) -> Iterator[int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = os.environ | {"DATABASE_URL": database_url(), "PYTHONDONTWRITEBYTECODE": "1"}
    with subprocess.Popen(
        [sys.executable, "-c", SERVER, str(port)],
        cwd=settings.BASE_DIR,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as server:
        try:
            assert wait_for(lambda: _answers(port), 60)
            yield port
        finally:
            server.kill()


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def send(port: int, path: str, field: str, *files: bytes) -> tuple[int, bytes]:
    """POST a form with files as the registrar; the status and the answer."""
    parts = [
        f'--edge\r\nContent-Disposition: form-data; name="{field}"; filename="{n}.bin"\r\n\r\n'.encode()
        + content
        + b"\r\n"
        for n, content in enumerate(files)
    ]
    headers = {
        "Content-Type": "multipart/form-data; boundary=edge",
        "Cookie": f"sessionid={session_of(person('registrar'))}; csrftoken={CSRF}",
        "X-CSRFToken": CSRF,
    }
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        connection.request("POST", path, b"".join([*parts, b"--edge--\r\n"]), headers)
        answer = connection.getresponse()
        return answer.status, answer.read()


def test_large_files_are_kept_without_a_file(port):
    page, interface = make_letter(), make_letter()
    files = [os.urandom(9 * MEBIBYTE) for _ in range(3)]
    assert send(port, f"/letters/{page.number}/files/", "uploads", *files)[0] == 302
    assert send(port, f"/api/v1/letters/{interface.number}/attachments", "file", files[0])[0] == 201
    sizes = Attachment.objects.filter(letter__in=[page, interface]).values_list("size", flat=True)
    assert list(sizes) == [9 * MEBIBYTE] * 4


def test_more_than_memory_may_hold_is_refused_and_said(port):
    letter, much = make_letter(), b"x" * (settings.FILE_UPLOAD_MAX_MEMORY_SIZE + 1)
    status, said = send(port, f"/letters/{letter.number}/files/", "uploads", much)
    assert (status, b"data-problem" in said) == (400, True)
    assert send(port, f"/api/v1/letters/{letter.number}/attachments", "file", much)[0] == 413
    assert not letter.attachments.exists()


def test_a_body_in_chunks_is_measured_as_it_comes(settings):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 10

    def body_of(*chunks: bytes) -> object:
        left = [{"type": "http.request", "body": chunk, "more_body": True} for chunk in chunks]
        left[-1]["more_body"] = False

        async def receive():
            return left.pop(0)

        # In a thread of its own: a browser test of the same run may keep an event loop in this one.
        with ThreadPoolExecutor(1) as pool:
            taken = pool.submit(lambda: asyncio.run(BoundedHandler().read_body(receive))).result()
        assert left == []
        return taken

    with closing(body_of(b"12345", b"67890")) as whole:
        assert whole.read() == b"1234567890"
    with pytest.raises(RequestDataTooBig):
        body_of(b"12345", b"67890", b"1").read()
