"""A table kept as its rows, some of them empty, for a file of which a part may not be kept.

It is read again like the file itself; nobody sends one.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import orjson

from hub.tables.cells import Row
from hub.tables.columns import Columns
from hub.tables.headings import Header, Search, header_in
from hub.tables.reading import Line, Table, check_fields, check_header, line_of, refusal


def kept_without(table: Table, left_out: Container[int]) -> bytes:
    """All rows of the table, those at the lines `left_out` without a cell."""
    head = [table.header.line, table.header.headings, table.sheet, table.unread]
    rows = [
        [row.number, [] if row.number in left_out else list(row.cells.values()), str(row.problem)]
        for row in table.rows
    ]
    return orjson.dumps([head, rows])


@contextmanager
def reopened(content: bytes, columns: Columns, mapping: Mapping[str, str] | None = None) -> Iterator[Table]:
    """The same as `hub.tables.reading.opened`, of what `kept_without` gave."""
    mapping = mapping or {}
    check_fields(mapping, columns)
    (line, headings, sheet, unread), rows = orjson.loads(content)
    search = Search(mapping, columns.known, columns.telling)
    header = header_in([Row(line, headings)], search)
    if header is None:
        raise refusal("headings", columns, headings)
    check_header(header, columns, mapping)
    yield Table(header, sheet, unread, _lines(rows, header))


def _lines(rows: list[Any], header: Header) -> Iterator[Line]:
    for row in rows:
        yield line_of(Row(*row), header)
