"""The embedded PostgreSQL: one cluster, one database `hub`, owned by a role that is no superuser."""

import os
import shlex
import shutil
import time
from pathlib import Path
from subprocess import CompletedProcess
from urllib.parse import quote

from hub.embedded import binaries
from hub.embedded.process import call, exists, fresh, is_running, must, recorded_pid, wait_until
from hub.embedded.state import EmbeddedError, Place

NAME = "postgres"
PORT = "5432"  # only part of the socket's file name
PATIENCE = 60  # seconds; recovery after a crash can take a while
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "port": PORT,
    "max_connections": "200",
    "shared_buffers": "256MB",
    "effective_cache_size": "1GB",
    "work_mem": "8MB",
    "maintenance_work_mem": "128MB",
    "max_wal_size": "1GB",
    "random_page_cost": "1.1",
    "timezone": "UTC",
    "log_timezone": "UTC",
}
# For tests, whose data nobody misses after a power cut.
RECKLESS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
# The application's role cannot step over row-level security; it may create test databases.
FOUNDATION = r"""
SELECT 'CREATE ROLE hub LOGIN CREATEDB'
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'hub') \gexec
SELECT 'CREATE DATABASE hub OWNER hub'
 WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'hub') \gexec
"""


def url(here: Place) -> str:
    return f"postgres://hub@{quote(str(here.sockets), safe='')}/hub"


def is_ready(here: Place) -> bool:
    if not (here.sockets / f".s.PGSQL.{PORT}").exists():
        return False
    probe = binaries.postgres_programs(here) / "pg_isready"
    return call(here, probe, "-q", "-h", here.sockets, "-p", PORT).returncode == 0


def start(here: Place) -> None:
    """Start the server and wait until it answers; the cluster is made when there is none."""
    data = _data(here)
    if not data.exists():
        _make_cluster(here)
    if _is_alive(here) and not wait_until(lambda: is_ready(here), PATIENCE / 2):
        stop(here)  # it runs, but its socket is gone
    if not _is_alive(here):
        _launch(here)
    _psql(here, FOUNDATION)


def stop(here: Place) -> None:
    """Stop the server in an orderly way, or hard when it does not listen."""
    if not _is_alive(here):
        return
    for mode, seconds in (("fast", 30), ("immediate", 10)):
        if not _pg_ctl(here, "stop", "-m", mode, "-t", str(seconds)).returncode:
            return
    raise EmbeddedError(f"PostgreSQL in {_data(here)} does not stop")


def _launch(here: Place) -> None:
    _forget_stale_process(here)
    log = fresh(_log(here))
    settings = SETTINGS | (RECKLESS if _reckless() else {})
    settings["unix_socket_directories"] = str(here.sockets)
    options = " ".join(f"-c {shlex.quote(f'{name}={value}')}" for name, value in settings.items())
    for attempt in range(5):
        # A killed server's own children need a moment to notice and to let go of shared memory.
        time.sleep(attempt / 2)
        answer = _pg_ctl(here, "start", "-t", str(PATIENCE), "-l", str(log), "-o", options)
        if not answer.returncode:
            return
    must(answer, log)


def _make_cluster(here: Place) -> None:
    unfinished = _data(here).with_suffix(".new")
    shutil.rmtree(unfinished, ignore_errors=True)
    command: list[str | Path] = [
        *("-D", unfinished, "-U", "postgres", "--auth=trust", "--encoding=UTF8"),
        # The same order and the same letters on every machine.
        *("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"),
        *(["--no-sync"] if _reckless() else []),
    ]
    must(call(here, binaries.postgres_programs(here) / "initdb", *command), _log(here))
    unfinished.rename(_data(here))


def _forget_stale_process(here: Place) -> None:
    """A pid file whose number now belongs to a stranger's process would forbid every start.

    Any other leftover is PostgreSQL's own to judge: through it the server notices children of
    its predecessor that still write.
    """
    for path in (_pid_file(here), here.sockets / f".s.PGSQL.{PORT}.lock"):
        if exists(recorded_pid(path)):
            path.unlink()


def _psql(here: Place, script: str) -> None:
    command = (
        "-X",
        "-q",
        "-v",
        "ON_ERROR_STOP=1",
        "-h",
        here.sockets,
        "-p",
        PORT,
        "-U",
        "postgres",
    )
    psql = binaries.postgres_programs(here) / "psql"
    must(call(here, psql, *command, "-d", "postgres", stdin=script), _log(here))


def _pg_ctl(here: Place, *arguments: str) -> CompletedProcess[str]:
    pg_ctl = binaries.postgres_programs(here) / "pg_ctl"
    return call(here, pg_ctl, *arguments, "-w", "-D", _data(here), timeout=PATIENCE + 30)


def _is_alive(here: Place) -> bool:
    return is_running(recorded_pid(_pid_file(here)), _data(here))


def _reckless() -> bool:
    return os.environ.get("HUB_PG_FAST") == "1"


def _data(here: Place) -> Path:
    return here.home(NAME) / "data"


def _pid_file(here: Place) -> Path:
    return _data(here) / "postmaster.pid"


def _log(here: Place) -> Path:
    return here.home(NAME) / "postgres.log"
