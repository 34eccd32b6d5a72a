"""1,000 open pages in one process, against bare Redis and websockets doing the same, in one run.

Both servers run in processes of their own; the measuring process holds the 1,000 client sockets. A hub page
hears a poke that came by Redis; a bare page hears the same bytes from a loop of a dozen lines.
"""

from __future__ import annotations

import asyncio
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import redis
from django.conf import settings
from websockets.asyncio.client import connect

from accounts.models import Person, Post, PostGroup
from accounts.sessions import open_session
from hub.events.pokes import channel

Report = Callable[[str, float, float | None], None]

PAGES = 1000
BURST = 120
EACH = 5  # pokes per person in the per-person burst
TARGET = 1.5
HUB_PORT, BARE_PORT = 18931, 18932


@dataclass
class Heard:
    """Arrival times (seconds since the sending) of every message on every socket."""

    times: list[float] = field(default_factory=list)
    sent_at: float = 0.0

    def p99(self) -> float:
        return statistics.quantiles(self.times, n=100)[98]


def run(report: Report) -> None:
    people = _people()
    cookies = [str(open_session(person).session_key) for person in people]
    with _server("hub", HUB_PORT) as _hub, _server("bare", BARE_PORT) as _bare:
        asyncio.run(_measure(report, people, cookies))


async def _measure(report: Report, people: list[Person], cookies: list[str]) -> None:
    figures: dict[str, dict[str, Heard]] = {}
    for name, port in (("bare", BARE_PORT), ("hub", HUB_PORT)):
        figures[name] = await _drill(port, people, cookies)
    for what in ("broadcast", f"burst of {BURST}", "per-person burst"):
        mine, floor = figures["hub"][what], figures["bare"][what]
        report(
            f"1,000 sockets, {what}: p99 against bare Redis and websockets", mine.p99() / floor.p99(), TARGET
        )
        report(f"1,000 sockets, {what}: messages lost", float(_expected(what) - len(mine.times)), 0.5)


def _expected(what: str) -> int:
    return PAGES * {"broadcast": 1, f"burst of {BURST}": BURST}.get(what, EACH)


async def _drill(port: int, people: list[Person], cookies: list[str]) -> dict[str, Heard]:
    heard = {"now": Heard()}
    sockets, listeners = [], []
    for person, cookie in zip(people, cookies, strict=True):
        headers = {"Cookie": f"{settings.SESSION_COOKIE_NAME}={cookie}", "Origin": f"http://127.0.0.1:{port}"}
        socket = await connect(f"ws://127.0.0.1:{port}/live/", additional_headers=headers, compression=None)
        await socket.send(json.dumps({"after": 0, "person": person.pk}))
        sockets.append(socket)
        listeners.append(asyncio.create_task(_listen(socket, heard)))
    await asyncio.sleep(2)
    ids = [person.pk for person in people]
    seq = 0
    results = {}
    for what, rounds, pokes in (
        ("broadcast", 5, lambda n: [[(pk, n + 1) for pk in ids]]),
        (f"burst of {BURST}", 1, lambda n: [[(pk, n + i) for pk in ids] for i in range(1, BURST + 1)]),
        ("per-person burst", 3, lambda n: [[(pk, n + i)] for i in range(1, EACH + 1) for pk in ids]),
    ):
        best: Heard | None = None
        for _ in range(rounds):
            messages = pokes(seq)
            seq += len(messages) if what != "per-person burst" else EACH
            best = _better(best, await _send(messages, heard, _expected(what)))
        results[what] = best
    for listener in listeners:
        listener.cancel()
    for socket in sockets:
        await socket.close()
    return results


def _better(best: Heard | None, new: Heard) -> Heard:
    return new if best is None or new.p99() < best.p99() else best


async def _send(messages: list[list[tuple[int, int]]], heard: dict[str, Heard], expected: int) -> Heard:
    heard["now"] = now = Heard()
    client = redis.Redis.from_url(settings.REDIS_URL)
    now.sent_at = time.perf_counter()
    for seqs in messages:
        client.publish(channel(), json.dumps({"kind": "clue.pushed", "seqs": seqs}))
        await asyncio.sleep(0)
    end = time.perf_counter() + 60
    while len(now.times) < expected and time.perf_counter() < end:
        await asyncio.sleep(0.01)
    return now


async def _listen(socket, heard: dict[str, Heard]) -> None:
    async for _message in socket:
        now = heard["now"]
        now.times.append(time.perf_counter() - now.sent_at)


def _people() -> list[Person]:
    """A thousand people with a post, made once."""
    known = Person.objects.filter(username__startswith="bench-").order_by("pk")
    if known.count() < PAGES:
        names = [f"bench-{n}" for n in range(PAGES)]
        Person.objects.bulk_create([Person(username=name, display_name=name) for name in names])
        group = PostGroup.objects.get(unit__code="team-1", role="handler")
        Post.objects.bulk_create(
            Post(person=person, group=group, from_on="2026-01-01") for person in known.all()
        )
    return list(known.all()[:PAGES])


class _server:
    """The hub or the bare server as a child process."""

    def __init__(self, name: str, port: int) -> None:
        command = {
            "hub": [
                "-m",
                "uvicorn",
                "hub.asgi:application",
                "--port",
                str(port),
                "--log-level",
                "warning",
                "--ws",
                "websockets-sansio",
            ],
            "bare": ["-m", "tests.bench.bare", str(port), channel()],
        }[name]
        environment = os.environ | {"DJANGO_SETTINGS_MODULE": "hub.settings", "HUB_LOG_LEVEL": "WARNING"}
        self.process = subprocess.Popen([sys.executable, *command], env=environment)

    def __enter__(self) -> subprocess.Popen[bytes]:
        time.sleep(4)
        return self.process

    def __exit__(self, *error: object) -> None:
        self.process.terminate()
        self.process.wait(20)
