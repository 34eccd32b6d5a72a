from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from hub.diagrams.drawing import page_of
from hub.kernel.flows import drawn_flows

FOLDER = Path(settings.BASE_DIR) / "docs" / "states"


class Command(BaseCommand):
    """Draw the flows' states into docs/states; needs no database."""

    help = "Write, or with --check compare, the state diagrams in docs/states."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing; fail when out of date")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        outdated = [(path, text) for path, text in pages() if not path.exists() or path.read_text() != text]
        if check and outdated:
            names = ", ".join(path.name for path, _text in outdated)
            raise CommandError(f"docs/states is out of date ({names}): run `manage.py state_diagrams`.")
        for path, text in outdated:
            path.write_text(text)
            self.stdout.write(f"written: {path.name}")


def pages() -> Iterator[tuple[Path, str]]:
    """Each page's place and what it has to say."""
    for name, (title, flow, states) in drawn_flows().items():
        yield FOLDER / f"{name}.md", page_of(title, flow, states)
