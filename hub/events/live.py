"""The live socket: pokes for open pages, replayed from the notice table whenever in doubt.

One registry of sockets and one Redis subscription per process; nothing per socket goes to Redis.
A socket remembers the last sequence number it sent. The next number is sent at once; a gap makes it
read the table; a number already sent is dropped. So each page gets every notice once and in order.
"""

from __future__ import annotations

import asyncio
import logging
import math
from collections import defaultdict
from typing import Any

import orjson
from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer
from django.conf import settings
from redis import asyncio as aioredis
from redis.exceptions import RedisError

from hub.events.pokes import channel
from hub.events.standing import last_seqs, missed, still_standing

logger = logging.getLogger(__name__)

SWEEP_SECONDS = 1.0  # access that ended closes the socket within two seconds
PUMP_SECONDS = 20.0  # whatever a poke failed to tell is told by now
EVERYTHING = (math.inf, "")  # a poke beyond any number: read the table


class Hall:
    """Every open socket of this process, by person, and the two tasks that serve them."""

    def __init__(self) -> None:
        self.sockets: dict[int, set[LiveConsumer]] = defaultdict(set)
        self._tasks: list[asyncio.Task[None]] = []

    def enter(self, socket: LiveConsumer) -> None:
        self.sockets[socket.person_id].add(socket)
        if not self._tasks or any(task.done() for task in self._tasks):
            for task in self._tasks:
                task.cancel()
            self._tasks = [asyncio.create_task(work()) for work in (self._listen, self._sweep)]

    def leave(self, socket: LiveConsumer) -> None:
        self.sockets[socket.person_id].discard(socket)
        if not self.sockets[socket.person_id]:
            del self.sockets[socket.person_id]
        if not self.sockets:
            for task in self._tasks:
                task.cancel()
            self._tasks = []

    def everyone(self) -> list[LiveConsumer]:
        return [socket for sockets in self.sockets.values() for socket in sockets]

    async def _listen(self) -> None:
        wait = 0.2
        while True:
            client = aioredis.Redis.from_url(settings.REDIS_URL, socket_timeout=None)
            try:
                async with client.pubsub() as subscription:
                    await subscription.subscribe(channel())
                    async for message in subscription.listen():
                        if message["type"] == "subscribe":
                            wait = 0.2
                            await self._catch_up()
                        else:
                            self._poke(orjson.loads(message["data"]))
            except (RedisError, OSError) as error:
                logger.warning("live subscription lost: %s", type(error).__name__)
            finally:
                await client.aclose()
            await asyncio.sleep(wait)
            wait = min(wait * 2, 5.0)

    def _poke(self, poke: dict[str, Any]) -> None:
        for person_id, seq in poke["seqs"]:
            for socket in list(self.sockets.get(person_id, ())):
                socket.hear(seq, poke["kind"])

    async def _sweep(self) -> None:
        slept = 0.0
        while True:
            await asyncio.sleep(SWEEP_SECONDS)
            slept += SWEEP_SECONDS
            try:
                await self._close_ended()
                if slept >= PUMP_SECONDS:
                    slept = 0.0
                    await self._catch_up()
            except Exception:  # the sweep must outlive a database restart
                logger.exception("live sweep failed")

    async def _close_ended(self) -> None:
        sockets = self.everyone()
        standing = await database_sync_to_async(still_standing)(
            {(s.person_id, s.session_key) for s in sockets}
        )
        for socket in sockets:
            if (socket.person_id, socket.session_key) not in standing:
                await socket.dismiss()

    async def _catch_up(self) -> None:
        seqs = await database_sync_to_async(last_seqs)(list(self.sockets))
        for socket in self.everyone():
            if seqs.get(socket.person_id, 0) > socket.sent:
                socket.hear(*EVERYTHING)


hall = Hall()


class LiveConsumer(AsyncWebsocketConsumer):
    """One open page. The client says {"after": N}; it then gets {"seq", "kind"} for every later notice.

    Pokes queue up in front of the socket's own talker, so that a page on a slow line delays nobody else.
    """

    person_id: int
    session_key: str

    async def connect(self) -> None:
        self.person_id = self.scope["user"].pk or 0
        self.session_key = self.scope["session"].session_key or ""
        self.sent = 0
        self._pokes: asyncio.Queue[tuple[float, str]] = asyncio.Queue()
        self._talker: asyncio.Task[None] | None = None
        me = (self.person_id, self.session_key)
        await self.accept()
        if me not in await database_sync_to_async(still_standing)({me}):
            await self.dismiss()

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        after = _after(text_data)
        if after is None or self._talker is not None:
            await self.close(code=4400)
            return
        self.sent = after
        self._talker = asyncio.create_task(self._talk())
        hall.enter(self)  # first join, then replay: nothing falls between
        self.hear(*EVERYTHING)

    async def disconnect(self, code: int) -> None:
        hall.leave(self)
        if self._talker is not None:
            self._talker.cancel()

    def hear(self, seq: float, kind: str) -> None:
        self._pokes.put_nowait((seq, kind))

    async def dismiss(self) -> None:
        """Access has ended: tell the page to go to the entrance, and close."""
        hall.leave(self)
        await self.send(text_data='{"bye": true}')
        await self.close(code=4401)

    async def _talk(self) -> None:
        while True:
            seq, kind = await self._pokes.get()
            if seq == self.sent + 1:
                await self._say(int(seq), kind)
            elif seq > self.sent:
                await self._replay()

    async def _replay(self) -> None:
        while rows := await database_sync_to_async(missed)(self.person_id, self.sent):
            for seq, kind in rows:
                await self._say(seq, kind)

    async def _say(self, seq: int, kind: str) -> None:
        self.sent = seq
        await self.send(text_data=f'{{"seq": {seq}, "kind": "{kind}"}}')


def _after(text: str | None) -> int | None:
    try:
        after = orjson.loads(text or "")["after"]
    except (orjson.JSONDecodeError, KeyError, TypeError):
        return None
    return after if isinstance(after, int) and not isinstance(after, bool) and after >= 0 else None
