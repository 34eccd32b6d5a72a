"""The confined process: rows of a file as JSON lines.

On its standard input, one line says what headings to look for (a `Search`), the rest is the file. Its answer:
first line: {"sheet", "line", "headings", "fields", "others"}; then [line, cells, problem] for each row that
holds something; last line: {"end": true}. Or, at any point, {"refused": code, "names": [...]} and no more.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from itertools import chain, islice
from typing import Any

from hub.tables.cells import Refused, Row, trimmed
from hub.tables.delimited import records_of
from hub.tables.headings import LOOK_AT, Header, Search, header_in
from hub.tables.limits import CELL_CHARACTERS, ROWS, confine
from hub.tables.workbooks import COMPOUND, ZIP, sheets_of

# What people take for a table by its name: documents, pictures, archives, pages saved as ".xls".
FOREIGN = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf", b"{\\rtf")
MARKUP = (b"<html", b"<!doctype", b"<?xml", b"<table", b"<!--")


def main() -> None:
    confine()
    read, write = sys.stdin.buffer, sys.stdout.buffer.write
    search = Search(**json.loads(read.readline()))
    try:
        for frame in frames(read.read(), search):
            write(json.dumps(frame, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
    except Refused as refusal:
        write(json.dumps({"refused": refusal.code, "names": refusal.names}).encode() + b"\n")
    sys.stdout.buffer.flush()


def frames(content: bytes, search: Search) -> Iterator[Any]:
    """What the process answers, line by line. Raises Refused."""
    name, rows, header, others = _table(content, search)
    yield {
        "sheet": name,
        "line": header.line,
        "headings": list(header.headings),
        "fields": header.fields,
        "others": others,
    }
    held = (row for row in rows if row.line > header.line and not row.is_blank)
    for count, row in enumerate(held, 1):
        if count > ROWS:
            raise Refused("rows")
        yield [row.line, row.cells, row.problem or _damage(row, header, is_sheet=bool(name))]
    yield {"end": True}


def _table(content: bytes, search: Search) -> tuple[str, Iterator[Row], Header, list[str]]:
    """The first sheet with headings: its name, its rows, its headings, and the sheets left unread."""
    sheets = _sheets(content)
    passed: list[str] = []
    seen: list[str] = []
    for name, rows in sheets:
        first = [row for row in islice(rows, LOOK_AT * 50) if not row.is_blank]
        header = header_in(first, search)
        if header is not None:
            return name, chain(first, rows), header, passed + [other for other, _ in sheets]
        passed.append(name)
        seen = seen or [cell for row in first[:1] for cell in row.cells if cell]
    raise Refused("headings" if seen else "empty", seen[:30])


def _sheets(content: bytes) -> Iterator[tuple[str, Iterator[Row]]]:
    if not content.strip():
        raise Refused("empty")
    if content.startswith((ZIP, COMPOUND)):
        return sheets_of(content)
    if content.startswith(FOREIGN) or content[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(MARKUP):
        raise Refused("kind")
    return iter([("", records_of(content))])


def _damage(row: Row, header: Header, *, is_sheet: bool) -> str:
    """A cell too long to be one, or, in a text file, another number of cells than there are headings."""
    if any(len(cell) > CELL_CHARACTERS for cell in row.cells):
        return "cell"
    width = len(trimmed(header.headings))
    fits = is_sheet or (len(row.cells) >= width and len(trimmed(row.cells)) <= width)
    return "" if fits else "width"


if __name__ == "__main__":
    main()
