"""Rows that could not be taken over: kept sealed, and given back as a file in which nothing can act."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

import orjson
from django.utils.translation import gettext as _

from hub.kernel.sealing import seal, unseal

# What a spreadsheet program would take for the beginning of a formula, full-width forms included.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def sealed_cells(cells: Mapping[str, str]) -> bytes:
    """A bad row's cells under their headings, sealed."""
    return seal(orjson.dumps(dict(cells)).decode())


def unsealed_cells(sealed: bytes | None) -> dict[str, str]:
    """Heading -> cell, as the row was found; nothing where nothing was kept."""
    cells: dict[str, str] = orjson.loads(unseal(sealed)) if sealed else {}
    return cells


def quarantine_csv(rows: Sequence[tuple[int, str, Mapping[str, str]]]) -> bytes:
    """Bad rows (line, reason, heading -> cell) as a file the sender can mend and send again."""
    headings = list(dict.fromkeys(heading for _line, _reason, cells in rows for heading in cells))
    lines = [[line, reason, *(cells.get(name, "") for name in headings)] for line, reason, cells in rows]
    return csv_bytes([[_("line"), _("reason"), *headings], *lines])


def csv_bytes(lines: Iterable[Iterable[object]]) -> bytes:
    """CSV in which no cell can act as a formula: UTF-8 with its mark, for spreadsheet programs."""
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerows([harmless(str(cell)) for cell in line] for line in lines)
    return text.getvalue().encode("utf-8-sig")


def harmless(cell: str) -> str:
    """The cell with an apostrophe before what a spreadsheet program would evaluate."""
    return f"'{cell}" if cell.lstrip(" ").startswith(FORMULA) else cell
