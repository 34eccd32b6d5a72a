"""A file with a table as rows of fields, read by the confined child process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import IO, Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hub.kernel.errors import Invalid
from hub.tables.cells import Row
from hub.tables.columns import Columns
from hub.tables.headings import IGNORED, Header, doubled, plain
from hub.tables.limits import FILE_BYTES

REFUSALS: dict[str, str | Promise] = {
    "empty": _("This file holds no rows."),
    "kind": _("This is neither a workbook (.xlsx, .xls) nor a text file with columns (.csv)."),
    "password": _("This workbook is protected by a password. Please save it without one."),
    "damaged": _("This workbook is damaged and cannot be opened."),
    "size": _("This file would unpack to far more than a table holds."),
    "rows": _("A file may hold at most 50,000 rows."),
    "columns": _("A file may hold at most 200 columns."),
    "headings": _("No heading of a column for “%(needed)s” was found. Headings seen: %(names)s"),
    "costly": _("Reading this file takes too much memory or time."),
}
TOO_LARGE = _("A file may be at most 20 MB large.")
PROBLEMS: dict[str, str | Promise] = {
    "quotes": _("A quotation mark opens here and never closes."),
    "bytes": _("Some characters cannot be read."),
    "width": _("This row has another number of cells than there are headings."),
    "cell": _("A cell is too long."),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its fields, all cells under their headings, and what is wrong with the row."""

    number: int
    values: Mapping[str, str]
    cells: Mapping[str, str]
    problem: str | Promise = ""


@dataclass(frozen=True, slots=True)
class Table:
    """What a file was found to hold. `unread` names the sheets that were not looked into."""

    header: Header
    sheet: str
    unread: list[str]
    rows: Iterator[Line] = field(repr=False)


@contextmanager
def opened(content: bytes, columns: Columns, mapping: Mapping[str, str] | None = None) -> Iterator[Table]:
    """Read the file in a child process, which ends with the block; `rows` come as they are asked for.

    `mapping` (heading -> field, "" to leave a column out) goes before the headings that `columns` know.
    Raises Invalid, at once or while `rows` are read: on "file" when the file cannot be used, on "mapping"
    when the mapping does not fit it.
    """
    mapping = mapping or {}
    _check_size(content)
    check_fields(mapping, columns)
    with _child(content, columns, mapping) as output:
        frames = _Frames(output, columns)
        head = frames.next()
        fields = {int(at): name for at, name in head["fields"].items()}
        header = Header(head["line"], tuple(head["headings"]), fields)
        check_header(header, columns, mapping)
        yield Table(header, head["sheet"], head["others"], _lines(frames, header))


def _check_size(content: bytes) -> None:
    if len(content) > FILE_BYTES:
        raise Invalid({"file": [str(TOO_LARGE)]})


def check_fields(mapping: Mapping[str, str], columns: Columns) -> None:
    unknown = sorted(set(mapping.values()) - {*columns.names, IGNORED})
    if unknown:
        raise Invalid({"mapping": [_("There is no such field: %(names)s") % {"names": ", ".join(unknown)}]})
    twice = doubled(mapping)
    if twice:
        names = {"names": ", ".join(str(columns.names[mapping[heading]]) for heading in twice)}
        raise Invalid({"mapping": [_("More than one column is to be: %(names)s") % names]})


def check_header(header: Header, columns: Columns, mapping: Mapping[str, str]) -> None:
    present = {plain(heading) for heading in header.headings}
    absent = [heading for heading in mapping if plain(heading) not in present]
    if absent:
        raise Invalid({"mapping": [_("There is no such column: %(names)s") % {"names": ", ".join(absent)}]})
    missing = [str(columns.names[name]) for name in columns.required if name not in header.fields.values()]
    if missing:
        raise Invalid({"file": [_("No column was found for: %(names)s") % {"names": ", ".join(missing)}]})


@contextmanager
def _child(content: bytes, columns: Columns, mapping: Mapping[str, str]) -> Iterator[IO[bytes]]:
    search = {"chosen": dict(mapping), "known": dict(columns.known), "telling": columns.telling}
    command = [sys.executable, "-E", "-s", "-m", "hub.tables.child"]
    with subprocess.Popen(  # noqa: S603 (our own module, no shell)
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # a traceback could hold cells
        cwd=settings.BASE_DIR,
        env={"PATH": os.defpath},  # neither keys nor addresses
        start_new_session=True,  # Ctrl-C is for whoever reads to decide about
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        # Not among the arguments, whose length is limited: headings may be long.
        asked = json.dumps(search).encode() + b"\n"
        # In a thread of its own: a child that answers before it has read everything would stop both.
        feeder = threading.Thread(target=_feed, args=(process.stdin, asked, content), daemon=True)
        feeder.start()
        try:
            yield process.stdout
        finally:
            process.kill()
            feeder.join()


def _feed(pipe: IO[bytes], *parts: bytes) -> None:
    with suppress(BrokenPipeError):
        pipe.writelines(parts)
    with suppress(BrokenPipeError):
        pipe.close()


@dataclass(frozen=True, slots=True)
class _Frames:
    """The child's answers, one by one."""

    output: IO[bytes]
    columns: Columns

    def next(self) -> Any:
        """The next answer. A child that ends without a last word has met one of its limits."""
        try:
            frame = json.loads(self.output.readline())
        except ValueError:
            raise refusal("costly", self.columns) from None
        if isinstance(frame, dict) and "refused" in frame:
            raise refusal(frame["refused"], self.columns, frame["names"])
        return frame


def refusal(code: str, columns: Columns, names: Iterable[str] = ()) -> Invalid:
    words = {"names": "、".join(names), "needed": columns.names.get(columns.telling, "")}
    return Invalid({"file": [str(REFUSALS[code]) % words]}, code=f"table-{code}")


def _lines(frames: _Frames, header: Header) -> Iterator[Line]:
    while isinstance(frame := frames.next(), list):
        yield line_of(Row(*frame), header)


def line_of(row: Row, header: Header) -> Line:
    cells = dict(zip(_titles(header, len(row.cells)), row.cells, strict=False))
    values = {name: row.cells[at] if at < len(row.cells) else "" for at, name in header.fields.items()}
    return Line(row.line, values, cells, PROBLEMS.get(row.problem, row.problem))


def _titles(header: Header, width: int) -> list[str]:
    """A title for each column, all different: its heading, else its number."""
    titles: list[str] = []
    for at in range(max(width, len(header.headings))):
        heading = header.headings[at] if at < len(header.headings) else ""
        titles.append(heading if heading and heading not in titles else f"{heading}#{at + 1}")
    return titles
