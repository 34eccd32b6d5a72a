"""The hint that travels by Redis: who has a new notice, under which number. Never what it says."""

from __future__ import annotations

import functools
import logging

import orjson
import redis
from django.conf import settings
from django.db import connection

logger = logging.getLogger(__name__)


def channel() -> str:
    """One channel per database, so that installations and test runs sharing a Redis never meet."""
    return f"hub:{connection.settings_dict['NAME']}:pokes"


@functools.cache
def _client() -> redis.Redis:
    return redis.Redis.from_url(settings.REDIS_URL, socket_timeout=1, socket_connect_timeout=1)


def publish(kind: str, seqs: dict[int, int]) -> None:
    """Poke the sockets of people (primary key -> sequence number of the new notice).

    A Redis that is down costs nothing but time: the sockets ask the notice table again by themselves.
    """
    try:
        _client().publish(channel(), orjson.dumps({"kind": kind, "seqs": list(seqs.items())}))
    except redis.RedisError as error:
        logger.warning("poke not sent: %s", type(error).__name__)
