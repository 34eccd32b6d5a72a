"""The benchmark's own database: the installation's tables and the small town of the tests."""

from django.core.management import call_command

from tests.town import build_town


def prepare() -> None:
    call_command("migrate", verbosity=0)
    build_town()
