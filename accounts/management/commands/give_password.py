"""`manage.py give_password USERNAME`: a one-time password for anybody, administrators included."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from accounts.management.console import one_time_lines
from accounts.models import Person
from accounts.passwords import give_password_on_server


class Command(BaseCommand):
    help = "Give a person a one-time password, shown only now; the ledger records it as done by the hub."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")

    def handle(self, *args: Any, **options: Any) -> None:
        person = Person.objects.filter(username=options["username"], is_active=True).first()
        if person is None:
            raise CommandError(_("There is nobody with this user name."))
        for line in one_time_lines(give_password_on_server(person.pk)):
            self.stdout.write(line)
