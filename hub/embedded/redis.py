"""The embedded Redis: messages in flight only, so nothing is written to disk."""

import os
import signal
import socket
from pathlib import Path
from urllib.parse import quote

from hub.embedded import binaries
from hub.embedded.process import call, fresh, is_running, must, recorded_pid, tail, wait_until
from hub.embedded.state import EmbeddedError, Place

NAME = "redis"


def url(here: Place) -> str:
    return f"unix://{quote(str(_socket(here)))}"


def is_ready(here: Place) -> bool:
    return _ask(here, b"PING\r\n").startswith(b"+PONG")


def start(here: Place) -> None:
    """Start the server and wait until it answers."""
    _kill(here)  # one that hangs: it has a process but no answer
    log = fresh(here.home(NAME) / "redis.log")
    options = {
        "port": "0",
        "unixsocket": str(_socket(here)),
        "unixsocketperm": "700",
        "daemonize": "yes",
        "pidfile": str(_pid_file(here)),
        "logfile": str(log),
        "dir": str(here.home(NAME)),
        "appendonly": "no",
        "save": "",
        # Kept whole, so that the process list and `is_running` show which server this is.
        "proc-title-template": "{title} {listen-addr}",
    }
    command = [part for name, value in options.items() for part in (f"--{name}", value)]
    must(call(here, binaries.redis_program(here), *command), log)
    if not wait_until(lambda: is_ready(here), 15):
        raise EmbeddedError(f"Redis does not answer on {_socket(here)}\n{tail(log)}")


def stop(here: Place) -> None:
    """Stop the server; there is nothing to save."""
    _ask(here, b"SHUTDOWN NOSAVE\r\n")
    if not wait_until(lambda: not _is_alive(here), 5):
        _kill(here)


def _kill(here: Place) -> None:
    pid = recorded_pid(_pid_file(here))
    if pid is not None and _is_alive(here):
        os.kill(pid, signal.SIGKILL)
        wait_until(lambda: not _is_alive(here), 5)
    _pid_file(here).unlink(missing_ok=True)
    _socket(here).unlink(missing_ok=True)


def _is_alive(here: Place) -> bool:
    return is_running(recorded_pid(_pid_file(here)), _socket(here))


def _ask(here: Place, command: bytes) -> bytes:
    """The first bytes of the answer; empty when there is no server or it does not answer."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.settimeout(2)
        try:
            connection.connect(str(_socket(here)))
            connection.sendall(command)
            return connection.recv(64)
        except OSError:
            return b""


def _socket(here: Place) -> Path:
    return here.sockets / "redis.sock"


def _pid_file(here: Place) -> Path:
    return here.home(NAME) / "redis.pid"
