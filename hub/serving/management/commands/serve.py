"""Runs the hub: a web server and a worker, until Ctrl-C."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import connections
from django.utils.translation import gettext as _

from hub.serving.supervisor import answers, free_port, supervise


class Command(BaseCommand):
    help = (
        "Run the hub: the web server, and a worker for jobs and timers. Ctrl-C stops both. A worker that "
        "dies is started again; when the web server ends, everything ends."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
        parser.add_argument(
            "--port", type=int, default=8000, help="if it is taken, the next free one is used"
        )
        parser.add_argument("--workers", type=int, default=1, help="number of web server processes")
        parser.add_argument(
            "--no-worker", action="store_true", help="leave jobs and timers to other machines"
        )
        parser.add_argument("--no-migrate", action="store_true", help="leave the database as it is")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["no_migrate"]:
            call_command("migrate", interactive=False, verbosity=0)
        connections.close_all()
        host, wanted = options["host"], options["port"]
        port = free_port(host, wanted)
        if port != wanted:
            self.stdout.write(_("Port %(wanted)s is taken.") % {"wanted": wanted})
        web = ("hub.serving.web", host, str(port), str(options["workers"]))
        worker = None if options["no_worker"] else ("hub.serving.worker",)
        code = supervise(web, worker, on_look=self._announcer(host, port))
        if code:
            sys.exit(code)

    def _announcer(self, host: str, port: int):  # type: ignore[no-untyped-def]
        """Says the address, once, as soon as the web server answers there."""
        told: list[bool] = []

        def announce() -> None:
            if not told and answers(host, port):
                told.append(True)
                name = f"[{host}]" if ":" in host else host
                self.stdout.write(_("The hub is at %(address)s") % {"address": f"http://{name}:{port}/"})
                self.stdout.flush()

        return announce
