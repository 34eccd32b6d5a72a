"""Looking a file through before it is kept: how it is read, and which of its rows must not be.

A letter that goes upward is neither entered nor copied (处理检举控告工作规则 art. 15), sealed or not. Where
a file holds one, its rows are kept instead of the file, without the words of that one.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass

from accounts.models import Unit
from clues.imports.fields import LETTERS
from clues.imports.named import subjects_in
from clues.imports.preview import note_on
from clues.letters.upward import Watch
from hub.tables.columns import Columns
from hub.tables.kept import kept_without, reopened
from hub.tables.reading import Line, Table, opened

Reads = Callable[[bytes, Columns, Mapping[str, str]], AbstractContextManager[Table]]


TELLING = {"subject_name", "subject_identity"}  # fields by which such a row is recognised


@dataclass(frozen=True, slots=True)
class LookedThrough:
    """The columns as they are found, what of the file is left unread, and the number of rows.

    withheld: line -> why it goes upward (clues.terms.Upward). kept: what may be kept of the content.
    """

    mapping: Mapping[str, str]
    note: str
    total: int
    withheld: Mapping[str, str]
    kept: bytes


def reader_of(withheld: Container[str]) -> Reads:
    """How what is kept of a file is read: as the file it is, or as its rows where some were withheld."""
    return reopened if withheld else opened


def look_through(
    content: bytes,
    mapping: Mapping[str, str],
    *,
    office: Unit,
    columns: Columns = LETTERS,
    withheld: Mapping[str, str] | None = None,
) -> LookedThrough:
    """Read it to its end, as sent to the petition office. Raises Invalid as `opened` does.

    withheld: what was found and left out before.
    """
    before = withheld or {}
    read = reader_of(before)
    with read(content, columns, mapping) as table:
        header, note = table.header, note_on(table)
        telling = TELLING & set(header.fields.values())
        total, found = _count(table.rows, office if telling else None)
    kept = content
    if found:
        with read(content, columns, mapping) as table:
            kept = kept_without(table, {int(line) for line in (*before, *found)})
    return LookedThrough(header.mapping, note, total, {**before, **found}, kept)


def _count(rows: Iterable[Line], office: Unit | None) -> tuple[int, dict[str, str]]:
    """How many rows there are, and which of them go upward; without an office nobody is looked for."""
    watch = Watch.over_many(office) if office else None
    total, found = 0, {}
    for line in rows:
        total += 1
        upward = watch.finds(subjects_in(line.values).subjects) if watch else None
        if upward is not None and upward.is_certain:
            found[str(line.number)] = str(upward.kind)
    return total, found
