"""Migrate, build the synthetic city, run the main job before your eyes, and serve it."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any
from urllib.request import urlopen

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.utils import translation
from rich.console import Console

from accounts.terms import Role
from hub.demo.city import build_city, demo_password, someone
from hub.demo.letters import register_letters
from hub.demo.listening import Listeners
from hub.demo.story import spread, tally, tell

SIGN_INS = [
    ("petition registrar", Role.REGISTRAR, "petition"),
    ("case manager", Role.CASE_MANAGER, "case-management"),
    ("head of case management", Role.OFFICE_HEAD, "case-management"),
    ("principal leader", Role.PRINCIPAL_LEADER, "commission"),
    ("inspection team custodian", Role.CUSTODIAN, "team-1"),
    ("inspection team leader", Role.TEAM_LEADER, "team-1"),
    ("system administrator", Role.SYSTEM_ADMIN, "administration"),
]


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="stop after the story")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, once: bool, port: int, **options: Any) -> None:
        began = time.monotonic()
        console = Console(stderr=once, highlight=False)
        with translation.override("en"):
            self._prepare(console)
            with serving(free_port(port)) as (address, server):
                heard = self._story(console, address)
                self._sign_ins(console, address)
                if not once:
                    server.wait()
        if once:
            figures = asdict(tally()) | {"live_notices": heard, "seconds": round(time.monotonic() - began, 1)}
            self.stdout.write(json.dumps(figures))

    def _prepare(self, console: Console) -> None:
        with console.status("migrating"):
            call_command("migrate", verbosity=0)
        with console.status("building the city"):
            build_city(lambda line: console.print(f"  {line}"))
        with console.status("registering letters"):
            console.print(f"  {register_letters()} letters")

    def _story(self, console: Console, address: str) -> int:
        listeners = Listeners(address)
        try:
            tell(lambda line: console.print(f"  {line}"), listeners)
            with console.status("moving the other clues along"):
                spread()
            return listeners.heard
        finally:
            listeners.close()

    def _sign_ins(self, console: Console, address: str) -> None:
        console.print(
            f"\n[bold]http://{address}/[/bold]   password of everybody: [bold]{demo_password()}[/bold]"
        )
        for who, role, unit in SIGN_INS:
            console.print(f"  {someone(role, unit).username:<16} {who}")
        console.print("Ctrl-C stops everything.")


def free_port(wanted: int) -> int:
    """The wanted port, or any free one where it is taken."""
    for port in (wanted, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise OSError("no free port")


@contextmanager
def serving(port: int) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """The web server and the worker as a child process, stopped at the end whatever happens."""
    address = f"127.0.0.1:{port}"
    quiet = os.environ | {"HUB_LOG_LEVEL": os.environ.get("HUB_LOG_LEVEL", "WARNING")}
    command = [sys.executable, "manage.py", "serve", "--port", str(port)]
    server = subprocess.Popen(command, env=quiet, stdout=subprocess.DEVNULL)  # noqa: S603
    try:
        _await(address, server)
        yield address, server
    except KeyboardInterrupt:
        pass
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(20)


def _await(address: str, server: subprocess.Popen[bytes]) -> None:
    for _attempt in range(600):  # a minute and more: a busy machine starts slowly
        if server.poll() is not None:
            raise RuntimeError("the server ended before it answered")
        try:
            urlopen(f"http://{address}/accounts/login/", timeout=2)
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the server does not answer")
