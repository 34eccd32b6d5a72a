"""Keeps the children running until somebody says stop."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from types import FrameType

from django.conf import settings

ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
LOOK_EVERY = 0.2  # seconds
LONGEST_PAUSE = 30.0
STEADY = 60.0  # a child that lived so long did not die of its start
PATIENCE = 15  # seconds for a child to stop in good order
PORTS_TO_TRY = 20


class Child:
    """One child process, in a session of its own: Ctrl-C reaches the supervisor alone, who stops all."""

    def __init__(self, *module: str) -> None:
        self.command = [sys.executable, "-m", *module]
        self.pause = 1.0
        self.start()

    def start(self) -> None:
        self.started = time.monotonic()
        self.process = subprocess.Popen(  # noqa: S603 (our own modules, no shell)
            self.command,
            stdin=subprocess.PIPE,  # its lifeline, see hub.serving.lifeline
            cwd=settings.BASE_DIR,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
            start_new_session=True,
        )

    @property
    def is_alive(self) -> bool:
        return self.process.poll() is None

    def revive(self) -> None:
        """Start it again, after a pause that grows as long as it dies young."""
        lived = time.monotonic() - self.started
        self.pause = 1.0 if lived > STEADY else self.pause
        if lived >= self.pause:
            self.pause = min(self.pause * 2, LONGEST_PAUSE)
            self._hang_up()
            self.start()

    def ask_to_stop(self) -> None:
        if self.is_alive:
            self.process.terminate()

    def wait(self) -> None:
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._hang_up()

    def _hang_up(self) -> None:
        if self.process.stdin is not None:
            self.process.stdin.close()


def supervise(web: Sequence[str], worker: Sequence[str] | None, *, on_look: Callable[[], None]) -> int:
    """Run the children until a signal, or until the web server ends by itself; returns the exit code.

    `on_look` is called a few times a second while all is well.
    """
    stop = threading.Event()
    before = {number: signal.signal(number, _setter(stop)) for number in ENDINGS}
    server = Child(*web)
    helpers = [Child(*worker)] if worker else []
    try:
        while not stop.wait(LOOK_EVERY) and server.is_alive:
            for helper in helpers:
                if not helper.is_alive:
                    helper.revive()
            on_look()
        return 0 if stop.is_set() else 1
    finally:
        for child in (server, *helpers):
            child.ask_to_stop()
        for child in (server, *helpers):
            child.wait()
        for number, handler in before.items():
            signal.signal(number, handler)


def _setter(stop: threading.Event) -> Callable[[int, FrameType | None], None]:
    return lambda number, frame: stop.set()


def free_port(host: str, wanted: int) -> int:
    """The wanted port, or the next one nobody listens on, or any free one."""
    for port in (*range(wanted, wanted + PORTS_TO_TRY), 0):
        with socket.socket(_family(host), socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise OSError(f"no free port on {host}")


def answers(host: str, port: int) -> bool:
    """Whether somebody listens there."""
    with socket.socket(_family(host), socket.SOCK_STREAM) as probe:
        probe.settimeout(1)
        return probe.connect_ex((host, port)) == 0


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET
