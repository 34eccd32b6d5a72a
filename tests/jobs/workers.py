"""Real worker processes on the test database."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import quote

from django.conf import settings
from django.db import connection

STALLED_AFTER = 2  # seconds


@contextmanager
def worker() -> Iterator[subprocess.Popen[bytes]]:
    """A worker in a process of its own; ended with the block at the latest."""
    command = [sys.executable, "manage.py", "procrastinate", "worker"]
    environment = {
        **os.environ,
        "DATABASE_URL": database_url(),
        "HUB_STALLED_AFTER": str(STALLED_AFTER),
        "HUB_LOG_LEVEL": "WARNING",
    }
    process = subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def database_url() -> str:
    """The test database, which is not the one that the environment names."""
    given = connection.settings_dict
    login = quote(given["USER"]) + (f":{quote(given['PASSWORD'])}" if given["PASSWORD"] else "")
    port = f":{given['PORT']}" if given["PORT"] else ""
    return f"postgres://{login}@{quote(given['HOST'], safe='')}{port}/{given['NAME']}"


def wait_for(condition: Callable[[], bool], seconds: float) -> bool:
    """Ask until the condition holds; False when the time is over."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True
