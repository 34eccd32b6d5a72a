"""A real server on the test database, and open pages that write down what their sockets say."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress

import pytest
import uvicorn
from django.conf import settings
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from accounts.models import Person
from accounts.sessions import open_session
from hub.asgi import application


@pytest.fixture
def address(transactional_db: None) -> Iterator[str]:
    """host:port of a server that runs in this process for one test."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = uvicorn.Server(
        uvicorn.Config(application, port=port, lifespan="off", log_level="warning", ws="websockets-sansio")
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    wait_for(lambda: server.started)
    yield f"127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


def wait_for(condition: Callable[[], object], seconds: float = 10) -> None:
    """Return as soon as the condition holds; fail when it does not within the time."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.01)


def session_of(person: Person) -> str:
    """A signed-in session's key."""
    return str(open_session(person).session_key)


class Page:
    """An open page of a person: `said` holds every message of its socket in order."""

    def __init__(
        self, address: str, session_key: str | None, after: int = 0, origin: str | None = None
    ) -> None:
        self.said: list[dict] = []
        self.closed = threading.Event()
        cookie = f"{settings.SESSION_COOKIE_NAME}={session_key}" if session_key else "none=1"
        opening = connect(
            f"ws://{address}/live/",
            additional_headers={"Cookie": cookie},
            origin=origin or f"http://{address}",
        )
        self._open = ExitStack()
        self.socket = self._open.enter_context(opening)
        with suppress(ConnectionClosed):  # whoever is not served may be shut out before they speak
            self.socket.send(json.dumps({"after": after}))
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        try:
            for message in self.socket:
                self.said.append(json.loads(message))
        except ConnectionClosed:
            pass
        self.closed.set()

    @property
    def seqs(self) -> list[int]:
        return [message["seq"] for message in self.said if "seq" in message]

    def close(self) -> None:
        self._open.close()


@pytest.fixture
def open_page(address: str) -> Iterator[Callable[..., Page]]:
    pages: list[Page] = []

    def opened(person: Person | None, after: int = 0, **options: str) -> Page:
        page = Page(address, session_of(person) if person else None, after, **options)
        pages.append(page)
        return page

    yield opened
    for page in pages:
        page.close()
