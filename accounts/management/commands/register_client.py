"""`manage.py register_client --unit CODE --name NAME`: credentials for an external system, shown once."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from accounts.clients import register_client
from accounts.management.console import administrator, said
from accounts.models import Unit
from hub.kernel.errors import HubError


class Command(BaseCommand):
    help = "Register an external system of a unit and show its client id and secret."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--unit", required=True, help="code of the unit the system belongs to")
        parser.add_argument("--name", required=True, help="what the system is called")
        parser.add_argument("--by", help="user name of the system administrator; needed if there are several")

    def handle(self, *args: Any, **options: Any) -> None:
        unit = Unit.objects.existing().filter(code=options["unit"]).first()
        if unit is None:
            raise CommandError(_("There is no unit with the code %(code)s.") % {"code": options["unit"]})
        try:
            client = register_client(unit, name=options["name"], by=administrator(options["by"], "--by"))
        except HubError as refusal:
            raise CommandError(said(refusal)) from None
        self.stdout.write(f"client_id      {client.client_id}")
        self.stdout.write(f"client_secret  {client.secret}")
        told = _(
            "The secret is shown only now. Before the security administrator clears %(who)s it reads nothing."
        )
        self.stdout.write(told % {"who": client.person.username})
