"""`manage.py serve`: a port, an address, a worker that comes back, an orderly end."""

from __future__ import annotations

import logging
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from hub.serving.logs import WithoutQuery
from hub.serving.supervisor import answers, free_port
from tests.jobs.workers import database_url, wait_for

LINUX = Path("/proc/self/stat").exists()
LOCAL = "127.0.0.1"


class Serving:
    """A running `serve`, what it printed, and its children."""

    def __init__(self, *options: str) -> None:
        self.lines: list[str] = []
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--no-migrate", *options],
            cwd=settings.BASE_DIR,
            env={
                **os.environ,
                "DATABASE_URL": database_url(),
                "PYTHONUNBUFFERED": "1",
                "HUB_LOG_LEVEL": "INFO",
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.reader = threading.Thread(target=self._read)
        self.reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as output:
            self.lines.extend(output)

    @property
    def said(self) -> str:
        return "".join(self.lines)

    def address(self) -> str:
        assert wait_for(lambda: "http://" in self.said and "/\n" in self.said, 60), self.said
        (line,) = [line for line in self.lines if line.rstrip().endswith("/") and "http://" in line]
        return line[line.index("http://") :].strip()

    def child(self, module: str) -> int | None:
        """The process id of the child that runs the module."""
        return next((pid for pid in children(self.process.pid) if module in command(pid)), None)

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        self.reader.join()


def children(of: int) -> list[int]:
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(fields[1]) == of and fields[0] != "Z":
            found.append(int(stat.parent.name))
    return found


def command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().decode().replace("\0", " ")
    except (FileNotFoundError, ProcessLookupError):
        return ""


def status_of(address: str) -> int:
    """The status of one request, redirects not followed."""

    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *args: object) -> None:
            return None

    try:
        with urllib.request.build_opener(Stay).open(address, timeout=20) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        with error:
            return error.code


@pytest.fixture
def taken() -> Iterator[int]:
    """A port on which somebody listens already."""
    with socket.socket() as listener:
        listener.bind((LOCAL, 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_a_taken_port_gives_the_next_free_one(taken):
    assert answers(LOCAL, taken)
    port = free_port(LOCAL, taken)
    assert taken < port <= taken + 20
    assert not answers(LOCAL, port)


def test_a_free_port_is_the_wanted_one(taken):
    port = free_port(LOCAL, taken)
    assert free_port(LOCAL, port) == port


def test_queries_do_not_reach_the_log():
    record = logging.LogRecord(
        "uvicorn.access", 20, "", 1, '%s "%s %s"', ("1.2.3.4:5", "GET", "/x/?q=某乙"), None
    )
    other = logging.LogRecord("clues", 20, "", 1, "%s", ("why?",), None)
    assert WithoutQuery().filter(record)
    assert WithoutQuery().filter(other)
    assert record.getMessage() == '1.2.3.4:5 "GET /x/"'
    assert other.getMessage() == "why?"


@pytest.mark.skipif(not LINUX, reason="looks for children in /proc")
@pytest.mark.django_db(transaction=True)
@pytest.mark.xdist_group("workers")
class TestServing:
    @pytest.fixture
    def serving(self, taken: int) -> Iterator[Serving]:
        serving = Serving("--port", str(taken))
        yield serving
        serving.end()

    def test_it_serves_revives_its_worker_and_stops_in_good_order(self, serving, taken):
        address = serving.address()
        assert not address.startswith(f"http://{LOCAL}:{taken}/")
        assert str(taken) in serving.said
        assert status_of(f"{address}?q=secret-words") == 302

        worker = serving.child("hub.serving.worker")
        assert worker
        os.kill(worker, signal.SIGKILL)
        assert wait_for(lambda: serving.child("hub.serving.worker") not in (None, worker), 30)
        assert status_of(address) == 302

        serving.process.send_signal(signal.SIGINT)
        assert serving.process.wait(30) == 0
        assert children(serving.process.pid) == []
        assert "secret-words" not in serving.said
        assert "GET / HTTP" in serving.said

    def test_killed_it_takes_its_children_along(self, serving):
        serving.address()
        pids = children(serving.process.pid)
        assert len(pids) == 2
        serving.process.kill()
        serving.process.wait()
        assert wait_for(lambda: not any("hub.serving" in command(pid) for pid in pids), 30)

    def test_without_its_web_server_everything_ends(self, serving):
        serving.address()
        os.kill(serving.child("hub.serving.web"), signal.SIGKILL)
        assert serving.process.wait(30) == 1
        time.sleep(0.1)
        assert children(serving.process.pid) == []
