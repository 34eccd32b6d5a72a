"""`manage.py register_client --unit CODE --name NAME`: credentials for an external system, shown once."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from accounts.clients import register_client
from accounts.models import Person, Unit
from accounts.terms import Role
from hub.kernel.errors import HubError, Invalid


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
            client = register_client(unit, name=options["name"], by=_administrator(options["by"]))
        except HubError as refusal:
            raise CommandError(_said(refusal)) from None
        self.stdout.write(f"client_id      {client.client_id}")
        self.stdout.write(f"client_secret  {client.secret}")
        told = _(
            "The secret is shown only now. Before the security administrator clears %(who)s it reads nothing."
        )
        self.stdout.write(told % {"who": client.person.username})


def _administrator(username: str | None) -> Person:
    people = Person.objects.holding(group__role=Role.SYSTEM_ADMIN)
    found = list(people.filter(username=username) if username else people[:2])
    if len(found) != 1:
        raise CommandError(_("Say which system administrator does this (--by)."))
    return found[0]


def _said(refusal: HubError) -> str:
    fields = refusal.fields if isinstance(refusal, Invalid) else {}
    return " ".join([str(refusal.message), *(sentence for said in fields.values() for sentence in said)])
