"""One command in the foreground: its environment, the signals it must get, its exit code."""

import os
import signal
import subprocess
from collections.abc import Callable, Mapping, Sequence
from types import FrameType

from hub.embedded.keys import secrets
from hub.embedded.lifecycle import BOTH, addresses, keep, serving

VARIABLES = {"postgres": "DATABASE_URL", "redis": "REDIS_URL"}
ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def environment() -> dict[str, str]:
    """This process's environment plus addresses and keys; what is set already wins."""
    given = dict(os.environ)
    if "DATABASE_URL" not in given:
        given = for_our_postgres(given)
    where = addresses()
    found = {"DATABASE_URL": where.database_url, "REDIS_URL": where.redis_url}
    return found | secrets() | given


def for_our_postgres(given: Mapping[str, str]) -> dict[str, str]:
    """`given` without PGPORT, PGSERVICE and their kin, which are meant for another server."""
    return {name: value for name, value in given.items() if not name.startswith("PG")}


def missing() -> set[str]:
    """The servers for which the environment names no other address."""
    return {name for name in BOTH if VARIABLES[name] not in os.environ}


def run(command: Sequence[str], *, keep_running: bool, alone: bool) -> int:
    """Run `command` with the servers it lacks; returns its exit code (128 + n after signal n)."""
    child: subprocess.Popen[bytes] | None = None

    def on_ending(number: int, _: FrameType | None) -> None:
        if child is None:
            _on_endings(signal.SIG_IGN)  # what was started is now stopped, undisturbed
            raise SystemExit(128 + number)
        if number != signal.SIGINT or not _has_terminal():
            child.send_signal(number)

    _on_endings(on_ending)
    wanted = missing()
    with serving(wanted, alone=alone):
        if keep_running:
            keep(wanted)
        child = subprocess.Popen(command, env=environment())  # noqa: S603 (the caller's own command)
        code = child.wait()
    return code if code >= 0 else 128 - code


def _on_endings(do: Callable[[int, FrameType | None], None] | signal.Handlers) -> None:
    for number in ENDINGS:
        # Whoever started us with nohup or in the background has decided already.
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, do)


def _has_terminal() -> bool:
    """Whether Ctrl-C in a terminal reaches the child by itself: it must not get it twice."""
    try:
        terminal = os.open("/dev/tty", os.O_RDONLY | os.O_NOCTTY)
    except OSError:
        return False
    try:
        return os.tcgetpgrp(terminal) == os.getpgrp()
    except OSError:
        return False
    finally:
        os.close(terminal)
