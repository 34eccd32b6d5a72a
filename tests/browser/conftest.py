"""A real Chromium on a real server. Every page a test opens is watched: nothing may break the content policy,
nothing may be asked of any other machine."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, sync_playwright

from tests.live.conftest import session_of, wait_for
from tests.town import person

CHROMIUM = "/usr/bin/chromium"
SWITCHES = [
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-gpu",
    # Of pages that were left nothing is kept, and every window may share a process: it is one site.
    "--disable-site-isolation-trials",
    "--disable-features=BackForwardCache,PaintHolding,IsolateOrigins,site-per-process",
]
WIDE, PHONE = {"width": 1366, "height": 900}, {"width": 390, "height": 844}
# Chromium does not tell scripts of a violation that happens before they run: its console does.
POLICY = "Content Security Policy"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for the session. Missing it is a failure in CI, and a skip elsewhere."""
    path = CHROMIUM if os.path.exists(CHROMIUM) else shutil.which("chromium")
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("Chromium is missing")
        pytest.skip("Chromium is missing")
    # Playwright keeps an event loop in this thread, in which Django would refuse to ask the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=SWITCHES)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="session")
def address(django_db_setup: None) -> Iterator[str]:
    """http://host:port of the hub as people run it, a process of its own, on the test database."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    here = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}")
    command = [
        sys.executable,
        "-m",
        "uvicorn",
        "hub.asgi:application",
        f"--port={port}",
        "--log-level=warning",
    ]
    with subprocess.Popen(command, env=os.environ | {"DATABASE_URL": here.geturl()}) as server:
        try:
            wait_for(lambda: server.poll() is None and _answers(port), seconds=30)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(10)


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@dataclass
class Visitor:
    """One browser window, signed in or not. `faults` holds what it did that no page of the hub may do."""

    context: BrowserContext
    base: str
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.context.on("request", self._asked)
        self.context.on("console", self._said)
        self.context.on("weberror", lambda error: self.faults.append(f"script: {error.error}"))
        self.page: Page = self.context.new_page()

    def open(self, path: str) -> int:
        """Go there; returns the status."""
        response = self.page.goto(self.base + path)
        assert response is not None
        return response.status

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.base, "data:", "blob:")):
            self.faults.append(f"outside: {request.url}")

    def _said(self, message: ConsoleMessage) -> None:
        if POLICY in message.text:
            self.faults.append(f"policy: {message.text}")


@pytest.fixture
def visit(chromium: Browser, address: str, transactional_db: None) -> Iterator[Callable[..., Visitor]]:
    """Open a window for somebody of the town (or for nobody), in a language, at a size."""
    visitors: list[Visitor] = []
    with ExitStack() as windows:

        def opened(
            name: str = "", *, language: str = "zh-hans", size: dict[str, int] | None = None
        ) -> Visitor:
            context = windows.enter_context(chromium.new_context(viewport=size or WIDE))
            language_cookie = {"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": address}
            context.add_cookies([language_cookie])
            if name:
                key = session_of(person(name))
                context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": address}])
            visitors.append(Visitor(context, address))
            return visitors[-1]

        yield opened
    assert [fault for visitor in visitors for fault in visitor.faults] == []
