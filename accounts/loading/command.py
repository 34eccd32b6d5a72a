"""The shape of `load_units` and `load_people`."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from accounts.loading.actions import load_file, refused_csv
from accounts.management.console import administrator, said
from accounts.models import Load
from hub.kernel.errors import HubError
from hub.tables.limits import FILE_BYTES


class LoadCommand(BaseCommand):
    """Load one file and say what became of its rows. Exit code 0: gone through; 1: the file was refused."""

    kind: ClassVar[str]

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path, help="the file (.xlsx, .xls, .csv)")
        parser.add_argument(
            "--as", dest="username", help="the system administrator; needed if there are several"
        )
        parser.add_argument(
            "--refused",
            type=Path,
            metavar="FILE",
            help="write the rows that were not taken over to this file",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        by = administrator(options["username"], "--as")
        try:
            load = load_file(self.kind, options["path"].name, _content(options["path"]), by=by)
        except HubError as refusal:
            raise CommandError(said(refusal)) from refusal
        self._tell(load)
        if options["refused"]:
            options["refused"].write_bytes(refused_csv(load))

    def _tell(self, load: Load) -> None:
        if load.note:
            self.stdout.write(load.note)
        refused = list(load.refused.all())
        for row in refused:
            self.stdout.write(_("Line %(line)s: %(reason)s") % {"line": row.line, "reason": row.reason})
        self.stdout.write(f"added={load.added} known={load.known} refused={len(refused)}")


def _content(path: Path) -> bytes:
    """The file, read no further than needed to see that it is too large."""
    try:
        with path.open("rb") as file:
            return file.read(FILE_BYTES + 1)
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}") from error
