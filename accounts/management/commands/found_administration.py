"""`manage.py found_administration`: the first unit and the three separated administrators."""

from __future__ import annotations

import getpass
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from accounts.founding import ORDER, Founder, found_administration
from accounts.management.console import one_time_lines, said
from accounts.terms import Role
from hub.kernel.errors import HubError

OPTIONS = {Role.SYSTEM_ADMIN: "system", Role.SECURITY_ADMIN: "security", Role.AUDIT_ADMIN: "audit"}


class Command(BaseCommand):
    help = (
        "Create the administration unit and its three separated administrators. Each gets a one-time "
        "password, shown only now, and changes it when signing in first. Refused once there is a system "
        "administrator."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        for role in ORDER:
            option = OPTIONS[role]
            who = f"the {option} administrator"
            parser.add_argument(f"--{option}", required=True, metavar="USERNAME", help=f"user name of {who}")
            parser.add_argument(f"--{option}-name", default="", metavar="NAME", help=f"name of {who}")
        parser.add_argument(
            "--ask",
            action="store_true",
            help="ask for the three one-time passwords (or read three lines) instead of making them",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        founders: dict[str, Founder] = {role: _founder(role, options) for role in ORDER}
        try:
            given = found_administration(founders)
        except HubError as refusal:
            raise CommandError(said(refusal)) from None
        for role in ORDER:
            self.stdout.write(f"{Role(role).label}")
            for line in one_time_lines(given[role], shown=not options["ask"]):
                self.stdout.write(f"  {line}")
        if not options["ask"]:
            self.stdout.write(_("The passwords are shown only now."))


def _founder(role: str, options: dict[str, Any]) -> Founder:
    option = OPTIONS[Role(role)]
    username = options[option]
    return Founder(username, options[f"{option}_name"], _asked(username) if options["ask"] else "")


def _asked(username: str) -> str:
    """Typed unseen at a terminal, else one line of what is piped in."""
    if sys.stdin.isatty():
        password = getpass.getpass(_("One-time password of %(name)s: ") % {"name": username})
    else:
        password = sys.stdin.readline().rstrip("\n")
    if not password:
        raise CommandError(_("A password is missing."))
    return password
