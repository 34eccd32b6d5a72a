"""Registering the rows of a file. Each row is one transaction: its letter, its outcome, the position."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice

from django.conf import settings
from django.db import DataError, IntegrityError
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import Person
from clues.imports.actions.files import ROOM, content_of, fail_import, set_state, withhold
from clues.imports.fields import LETTERS
from clues.imports.kinds import Kind
from clues.imports.models import ImportedRow, ImportState, LetterImport
from clues.imports.rows import Reading
from clues.imports.withholding import reader_of
from clues.letters.actions.letters import NewLetter, fingerprint, petition_office_of, register_letter
from clues.letters.models.letters import Letter
from clues.letters.policies import may_register_letters
from clues.letters.upward import LAWFUL_WAY, NotEntered
from hub.events.actions import record
from hub.kernel.acting import attempt
from hub.kernel.errors import Invalid, NotAllowed, demand
from hub.kernel.transitions import locked, take_turns
from hub.tables.quarantine import sealed_cells
from hub.tables.reading import Line
from hub.tables.rows import BadRow


def run_import(
    batch_id: int,
    *,
    stop: Callable[[], bool] = lambda: False,
    progress: Callable[[int], object] = lambda done: None,
) -> LetterImport:
    """Register the rows that are left, from the first that was not dealt with; the import as it then stands.

    Two processes may run the same import: the position is locked for each row, none is dealt with twice.
    `stop` is asked before each row, `progress` told the position after each.
    """
    batch = _begin(batch_id)
    if batch is None or batch.sealed is None:
        return LetterImport.objects.light().get(pk=batch_id)
    language = batch.by.language or settings.LANGUAGE_CODE
    read = reader_of(batch.withheld)
    with override(language), read(content_of(batch), LETTERS, batch.mapping) as table:
        reading = Reading(batch.source, batch.level, batch.by, petition_office_of(batch.by))
        for position, line in enumerate(islice(table.rows, batch.done, None), batch.done):
            if stop() or not _deal_with(batch_id, position, line, reading):
                return LetterImport.objects.light().get(pk=batch_id)
            progress(position + 1)
    return _finish(batch_id)


def _begin(batch_id: int) -> LetterImport | None:
    """The import with its file, now running; None where there is nothing to do."""
    with locked(LetterImport, pk=batch_id) as batch:
        if batch.state == ImportState.WAITING:
            # No new version: whoever stops a file means it whether or not a worker has begun.
            batch.state = ImportState.RUNNING
            batch.save(update_fields=["state"])
        return batch if batch.state == ImportState.RUNNING else None


def _finish(batch_id: int) -> LetterImport:
    with locked(LetterImport.objects.light(), pk=batch_id) as batch:
        if batch.state == ImportState.RUNNING:
            set_state(batch, ImportState.DONE)
            batch.sealed = None
            batch.save(update_fields=["sealed"])
            record(Kind.FINISHED, by=None, of=batch, to=[batch.by_id], data=batch.rows.outcomes())
        return batch


def _deal_with(batch_id: int, position: int, line: Line, reading: Reading) -> bool:
    """Register one row, or put it into quarantine, and step on. False: go no further."""
    try:
        with locked(LetterImport.objects.light(), pk=batch_id) as batch:
            if batch.state != ImportState.RUNNING:
                return False
            if batch.done == position:  # else another process was quicker
                _outcome(batch, line, reading).save(force_insert=True)
                batch.done += 1
                batch.save(update_fields=["done"])
            return True
    except NotAllowed as refusal:
        fail_import(batch_id, str(refusal.message))
        return False


def _outcome(batch: LetterImport, line: Line, reading: Reading) -> ImportedRow:
    if known := batch.withheld.get(str(line.number)):
        return _not_entered(batch, line, known)
    try:
        new, remark = reading.letter(line)
        with attempt():
            letter, known = _letter(new, batch.by)
    except NotEntered as refusal:
        withhold(batch, line.number, refusal.kind)
        return _not_entered(batch, line, refusal.kind)
    except BadRow as bad:
        return _bad(batch, line, str(bad.message))
    except Invalid as refusal:
        return _bad(batch, line, " ".join(str(said) for each in refusal.fields.values() for said in each))
    except (DataError, IntegrityError):
        # What the database says of a row repeats the row: it is neither shown nor logged.
        return _bad(batch, line, _("The database does not take this row."))
    return ImportedRow(batch=batch, line=line.number, letter=letter, known=known, remark=remark[:ROOM])


def _not_entered(batch: LetterImport, line: Line, kind: str) -> ImportedRow:
    """Only that it was there, and why it goes upward: nothing of such a row is kept, not even sealed."""
    return ImportedRow(batch=batch, line=line.number, reason=str(LAWFUL_WAY[kind])[:ROOM])


def _letter(new: NewLetter, by: Person) -> tuple[Letter, bool]:
    """The letter that is already there with the same fingerprint (True), or a new one."""
    demand(may_register_letters(by))
    mark = fingerprint(new)
    # Two files with the same letter, at the same time: the second waits and then knows it.
    take_turns([mark])
    known = Letter.objects.filter(unit=petition_office_of(by), fingerprint=mark).order_by("pk").first()
    return (known, True) if known else (register_letter(new, by=by, told=False), False)


def _bad(batch: LetterImport, line: Line, reason: str) -> ImportedRow:
    return ImportedRow(batch=batch, line=line.number, reason=reason[:ROOM], sealed=sealed_cells(line.cells))
