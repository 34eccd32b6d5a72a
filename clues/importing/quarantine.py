"""The rows that were not registered, as a file the sender can mend and send again."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping

import orjson
from django.utils.translation import gettext as _

from clues.models import ImportedRow, LetterImport
from hub.kernel.sealing import seal, unseal

# What a spreadsheet program would take for the beginning of a formula, full-width forms included.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def sealed_cells(cells: Mapping[str, str]) -> bytes:
    """A bad row's cells under their headings, sealed."""
    return seal(orjson.dumps(dict(cells)).decode())


def cells_of(row: ImportedRow) -> dict[str, str]:
    """Heading -> cell, as the row was found."""
    return orjson.loads(unseal(row.sealed)) if row.sealed else {}


def quarantine_csv(batch: LetterImport) -> bytes:
    """UTF-8 with its mark, for spreadsheet programs: line, reason, then the row's own columns.

    Ask only for a batch that is visible to who asks.
    """
    rows = [(row, cells_of(row)) for row in batch.rows.quarantined()]
    headings = list(dict.fromkeys(heading for _row, cells in rows for heading in cells))
    lines = [[row.line, row.reason, *(cells.get(name, "") for name in headings)] for row, cells in rows]
    return csv_bytes([[_("line"), _("reason"), *headings], *lines])


def csv_bytes(lines: Iterable[Iterable[object]]) -> bytes:
    """CSV in which no cell can act as a formula."""
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerows([harmless(str(cell)) for cell in line] for line in lines)
    return text.getvalue().encode("utf-8-sig")


def harmless(cell: str) -> str:
    """The cell with an apostrophe before what a spreadsheet program would evaluate."""
    return f"'{cell}" if cell.lstrip(" ").startswith(FORMULA) else cell
