"""The floor of the socket benchmark: Redis to websockets with nothing in between, written by hand."""

from __future__ import annotations

import json
import os
import sys
from collections import defaultdict

import uvloop
from redis import asyncio as aioredis
from websockets.asyncio.server import ServerConnection, serve

sockets: dict[int, set[ServerConnection]] = defaultdict(set)


async def page(socket: ServerConnection) -> None:
    hello = json.loads(await socket.recv())
    sockets[hello["person"]].add(socket)
    await socket.wait_closed()
    sockets[hello["person"]].discard(socket)


async def forward(channel: str) -> None:
    client = aioredis.Redis.from_url(os.environ["REDIS_URL"], socket_timeout=None)
    async with client.pubsub() as subscription:
        await subscription.subscribe(channel)
        async for message in subscription.listen():
            if message["type"] == "message":
                poke = json.loads(message["data"])
                for person, seq in poke["seqs"]:
                    text = json.dumps({"seq": seq, "kind": poke["kind"]})
                    for socket in sockets[person]:
                        await socket.send(text)


async def main(port: int, channel: str) -> None:
    async with serve(page, "127.0.0.1", port, compression=None):
        await forward(channel)


if __name__ == "__main__":
    uvloop.run(main(int(sys.argv[1]), sys.argv[2]))
