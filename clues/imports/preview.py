"""What a file holds, for its sender to look at before anything is registered."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import islice

from django.utils.translation import gettext as _

from clues.imports.fields import LETTERS
from hub.kernel.errors import Invalid
from hub.tables.columns import Columns
from hub.tables.headings import IGNORED, Header, plain
from hub.tables.reading import Table, opened

SAMPLE = 3  # rows


SHOWN = 120  # characters of a cell


@dataclass(frozen=True, slots=True)
class Column:
    """A column as its sender headed it, the field it was taken for ("": none), and its first cells."""

    heading: str
    field: str
    sample: Sequence[str]


@dataclass(frozen=True, slots=True)
class Preview:
    """The columns in their order. note: what of the file is left unread. known: by what it was read."""

    columns: Sequence[Column]
    note: str
    known: Columns

    @property
    def mapping(self) -> dict[str, str]:
        return {column.heading: column.field for column in self.columns}


def preview_of(content: bytes, read: Callable[..., AbstractContextManager[Table]] = opened) -> Preview:
    """Also of a file whose headings nobody knows: a person will say what they mean.

    `read`: how what is kept of the file is read. Raises Invalid on "file" when it cannot be used.
    """
    try:
        return _preview(content, LETTERS.recognised(), read)
    except Invalid as refusal:
        if refusal.code != "table-headings":
            raise
    return _preview(content, LETTERS.unrecognised(), read)


def note_on(table: Table) -> str:
    """Which sheets are left unread; empty where there is but one."""
    if not table.unread:
        return ""
    names = {"read": table.sheet, "unread": "、".join(table.unread)}
    return _("Only the sheet “%(read)s” is read. Not read: %(unread)s") % names


def _preview(content: bytes, columns: Columns, read: Callable[..., AbstractContextManager[Table]]) -> Preview:
    with read(content, columns) as table:
        rows = [line.cells for line in islice(table.rows, SAMPLE)]
        headed = [_column(at, table.header, rows) for at in _headed(table.header)]
        return Preview(headed, note_on(table), columns)


def _headed(header: Header) -> list[int]:
    """The positions of columns that a person can speak of: of those headed alike, the one that is taken."""
    taken: dict[str, int] = {}
    for at, heading in enumerate(header.headings):
        name = plain(heading)
        if name and (name not in taken or at in header.fields):
            taken[name] = at
    return sorted(taken.values())


def _column(at: int, header: Header, rows: Sequence[Mapping[str, str]]) -> Column:
    heading = header.headings[at]
    sample = [row.get(heading, "") for row in rows]
    return Column(heading, header.fields.get(at, IGNORED), [text[:SHOWN] for text in sample if text])
