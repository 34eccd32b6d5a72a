"""Redis goes away while things happen: afterwards every page has every notice once, in order."""

from __future__ import annotations

import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from hub.embedded.binaries import redis_program
from hub.embedded.state import place
from hub.events import pokes
from tests.factories import make_letter
from tests.live.conftest import wait_for
from tests.live.test_live import last_seq
from tests.town import person


class OwnRedis:
    """A Redis of this test alone, to be stopped and started at will."""

    def __init__(self, folder: Path) -> None:
        self.socket = folder / "r.sock"
        self.url = f"unix://{self.socket}"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [redis_program(place()), "--port", "0", "--unixsocket", str(self.socket), "--save", ""]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        wait_for(self.socket.exists)

    def stop(self) -> None:
        if self.process:
            self.process.kill()
            self.process.wait()
            self.socket.unlink(missing_ok=True)
            self.process = None


@pytest.fixture
def own_redis(settings) -> Iterator[OwnRedis]:
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        redis = OwnRedis(Path(folder))
        redis.start()
        settings.REDIS_URL = redis.url
        pokes._client.cache_clear()
        yield redis
        redis.stop()
    pokes._client.cache_clear()


@pytest.mark.parametrize(
    ("seconds", "events"), [(3, 30), pytest.param(60, 200, marks=pytest.mark.soak)], ids=["short", "full"]
)
def test_nothing_is_lost_or_doubled(own_redis, open_page, seconds, events):
    people = ("registrar_2", "petition_head")
    start = {name: last_seq(name) for name in people}
    pages = {name: open_page(person(name), after=start[name]) for name in people}
    make_letter()
    for page in pages.values():
        wait_for(lambda page=page: len(page.seqs) == 1)
    own_redis.stop()
    stopped = time.monotonic()
    for _ in range(events):
        make_letter()
        time.sleep(max(0, seconds / events - 0.02))
    while time.monotonic() < stopped + seconds:
        time.sleep(0.1)
    own_redis.start()
    for name, page in pages.items():
        wait_for(lambda page=page: len(page.seqs) >= events + 1, seconds=30)
        assert page.seqs == list(range(start[name] + 1, start[name] + events + 2))
