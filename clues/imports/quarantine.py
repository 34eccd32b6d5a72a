"""The rows that were not registered, as a file the sender can mend and send again."""

from __future__ import annotations

from clues.imports.models import ImportedRow, LetterImport
from hub.tables import quarantine


def cells_of(row: ImportedRow) -> dict[str, str]:
    """Heading -> cell, as the row was found."""
    return quarantine.unsealed_cells(row.sealed)


def quarantine_csv(batch: LetterImport) -> bytes:
    """Line, reason, then the row's own columns. Ask only for a batch that is visible to who asks."""
    rows = [(row.line, row.reason, cells_of(row)) for row in batch.rows.quarantined()]
    return quarantine.quarantine_csv(rows)
