"""Who starts and who stops: the one place that decides about the life of both servers.

A server started by `run` (or `serving`) stops when the last such user leaves; one started by
`start` (or `ensure`) is marked as kept and stays until it is stopped by name.
"""

import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, Protocol

from hub.embedded import postgres, redis
from hub.embedded.locks import Use, exclusive, in_use
from hub.embedded.state import EmbeddedError, Place, place, prepared


class Server(Protocol):
    """What a module must offer to be one of the servers."""

    def url(self, here: Place, /) -> str: ...
    def is_ready(self, here: Place, /) -> bool: ...
    def start(self, here: Place, /) -> None: ...
    def stop(self, here: Place, /) -> None: ...


SERVERS: dict[str, Server] = {postgres.NAME: postgres, redis.NAME: redis}
BOTH = frozenset(SERVERS)


class Addresses(NamedTuple):
    """Both URLs; the database's host is the socket folder, percent-encoded."""

    database_url: str
    redis_url: str


def addresses() -> Addresses:
    """Where this checkout's servers listen once they run. Starts and creates nothing."""
    here = place()
    return Addresses(database_url=postgres.url(here), redis_url=redis.url(here))


def status() -> dict[str, bool]:
    """Which servers answer now."""
    here = place()
    exists = here.root.exists()
    return {name: exists and server.is_ready(here) for name, server in SERVERS.items()}


def ensure(wanted: Collection[str] = BOTH, *, keep: bool = True) -> set[str]:
    """Start those of `wanted` that do not answer, wait until they do, and name them.

    Safe in several processes at once: one starts, the others wait and get an empty set.
    With `keep` the started ones outlive every `serving`; the caller stops them.
    """
    here = prepared(place())
    with exclusive(here.root / "lock"):
        started = set()
        for name in sorted(wanted):
            if not SERVERS[name].is_ready(here):
                _kept(here, name).unlink(missing_ok=True)
                SERVERS[name].start(here)
                started.add(name)
                if keep:
                    _kept(here, name).touch()
        return started


def keep(wanted: Collection[str] = BOTH) -> set[str]:
    """Like `ensure`, and those that ran already are now kept as well."""
    started = ensure(wanted)
    here = place()
    for name in wanted:
        _kept(here, name).touch()
    return started


def stop(which: Collection[str] = BOTH) -> None:
    """Stop these servers, whoever started them; one that is not running is no error."""
    here = place()
    if here.root.exists():
        with exclusive(here.root / "lock"):
            _stop(here, which)


@contextmanager
def serving(wanted: Collection[str] = BOTH, *, alone: bool = False) -> Iterator[set[str]]:
    """Have `wanted` running inside the block; yields the names of those it had to start.

    Several users may overlap: the last to leave stops what no `start` asked to keep. With
    `alone` it waits for the others to leave and lets nobody else in.
    """
    here = prepared(place())
    use = Use(_users(here), alone=alone)
    try:
        yield ensure(wanted, keep=False)
    finally:
        with exclusive(here.root / "lock"):
            if use.is_last():
                _stop(here, [name for name in wanted if not _kept(here, name).exists()])
        use.close()


def reset() -> None:
    """Stop both servers and delete the state folder with all data and keys."""
    here = place()
    if not here.root.exists():
        return
    if in_use(_users(here)):
        raise EmbeddedError("the servers are in use by a running command; end that first")
    with exclusive(here.root / "lock"):
        _stop(here, BOTH)
        shutil.rmtree(here.root)
        shutil.rmtree(here.sockets, ignore_errors=True)


def _stop(here: Place, which: Collection[str]) -> None:
    for name in which:
        SERVERS[name].stop(here)
        _kept(here, name).unlink(missing_ok=True)


def _kept(here: Place, name: str) -> Path:
    return here.root / f"{name}.kept"


def _users(here: Place) -> Path:
    return here.root / "users"
