"""Registers a file of letters and says what became of each row."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from accounts.models import Person
from accounts.terms import Role, UnitKind
from clues.imports.actions.files import start_import
from clues.imports.actions.rows import run_import
from clues.imports.fields import LETTERS
from clues.imports.models import ImportState, LetterImport
from clues.terms import Source
from hub.kernel.errors import HubError, Invalid
from hub.rules.models import Level
from hub.tables.limits import FILE_BYTES


class Command(BaseCommand):
    help = (
        "Register the letters of a workbook (.xlsx, .xls) or a text file with columns (.csv). Rows that "
        "cannot be registered are listed with line and reason. Run again, it goes on where it stopped, and "
        "what is registered already is known. Exit code 0: the file was gone through; 1: it was refused."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path, help="the file")
        parser.add_argument(
            "--map",
            action="append",
            default=[],
            metavar="HEADING=FIELD",
            help=f"what a column holds; nothing after = leaves it out. Fields: {', '.join(LETTERS.names)}",
        )
        parser.add_argument("--as", dest="username", help="the registrar who registers; else the first one")
        parser.add_argument(
            "--source", choices=Source.values, default=Source.LETTER, help="where rows name none"
        )
        parser.add_argument("--level", help="code of the classification; else work_secret")

    def handle(self, *args: Any, **options: Any) -> None:
        by = _registrar(options["username"])
        try:
            batch = start_import(
                options["path"].name,
                _content(options["path"]),
                by=by,
                mapping=dict(_pair(text) for text in options["map"]),
                source=options["source"],
                level=_level(options["level"]),
            )
            batch = self._run(batch)
        except HubError as refusal:
            raise CommandError(_said(refusal)) from refusal
        self._tell(batch)

    def _run(self, batch: LetterImport) -> LetterImport:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task(batch.file_name, total=batch.total, completed=batch.done)
            return run_import(batch.pk, progress=lambda done: bar.update(task, completed=done))

    def _tell(self, batch: LetterImport) -> None:
        if batch.note:
            self.stdout.write(batch.note)
        if batch.rows.quarantined().exists():
            self.stdout.write(_quarantine(batch))
        self.stdout.write(" ".join(f"{name}={count}" for name, count in batch.rows.outcomes().items()))
        if batch.state != ImportState.DONE:
            raise CommandError(batch.problem or str(batch.get_state_display()))


def _quarantine(batch: LetterImport) -> str:
    table = Table(_("line"), _("reason"), title=_("Quarantine"))
    for row in batch.rows.quarantined():
        table.add_row(str(row.line), Text(row.reason))
    console = Console()
    with console.capture() as drawn:
        console.print(table)
    return drawn.get()


def _registrar(username: str | None) -> Person:
    if username:
        person = Person.objects.filter(username=username).first()
        missing = _("There is nobody with this user name.")
    else:
        person = Person.objects.holding(group__role=Role.REGISTRAR, group__unit__kind=UnitKind.PETITION)
        person = person.order_by("pk").first()
        missing = _("Nobody is a registrar of a petition office today.")
    if person is None:
        raise CommandError(missing)
    return person


def _content(path: Path) -> bytes:
    """The file, read no further than needed to see that it is too large."""
    try:
        with path.open("rb") as file:
            return file.read(FILE_BYTES + 1)
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}") from error


def _pair(text: str) -> tuple[str, str]:
    heading, equals, field = text.rpartition("=")
    if not equals:
        raise CommandError(_("Write --map as HEADING=FIELD."))
    return heading.strip(), field.strip()


def _level(code: str | None) -> Level | None:
    if code is None:
        return None
    level = Level.objects.filter(code=code).first()
    if level is None:
        raise CommandError(_("There is no such classification."))
    return level


def _said(refusal: HubError) -> str:
    if not isinstance(refusal, Invalid):
        return str(refusal.message)
    return " ".join(str(said) for each in refusal.fields.values() for said in each)
