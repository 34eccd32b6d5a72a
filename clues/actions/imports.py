"""Registering a file of letters. Each row is one transaction: its letter, its outcome, the position."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Mapping
from itertools import islice
from pathlib import PurePath

from django.conf import settings
from django.db import DataError, IntegrityError, connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import Person
from clues.actions.letters import NewLetter, demand, fingerprint, petition_office_of, register_letter
from clues.importing.fields import LETTERS
from clues.importing.kinds import Kind
from clues.importing.letters import BadRow, Reading
from clues.models import ImportedRow, Letter, LetterImport
from clues.models.imports import ImportState
from clues.policies import may_register_letters
from clues.querysets import ImportQuerySet
from clues.terms import Source
from hub.events.actions import record
from hub.jobs.queue import enqueue
from hub.kernel.errors import Conflict, Invalid, NotAllowed
from hub.kernel.sealing import seal, unseal
from hub.kernel.transitions import locked
from hub.rules.models import Level
from hub.tables.quarantine import sealed_cells
from hub.tables.reading import Line, Table, opened

JOB = "clues.tasks.run_letter_import"
USUAL_LEVEL = "work_secret"  # what a report is until somebody says otherwise
ROOM = 300  # for a reason, a remark, a note


def start_import(
    file_name: str,
    content: bytes,
    *,
    by: Person,
    mapping: Mapping[str, str] | None = None,
    source: str = Source.LETTER,
    level: Level | None = None,
) -> LetterImport:
    """Look a file over, keep it, and let a worker register its rows.

    `mapping`: heading -> field, "" to leave a column out; the headings themselves say the rest. `source` and
    `level` (None: work secret) hold for rows that say nothing else. The same file of the same person, read
    in the same way and still unfinished, is not begun twice: that import is returned.
    Raises NotAllowed, Invalid on "file", "mapping" or "level".
    """
    demand(may_register_letters(by))
    level = _level_for(by, level)
    with opened(content, LETTERS, mapping) as table:
        total = sum(1 for _line in table.rows)
        found, note = table.header.mapping, _note(table)
    if not total:
        raise Invalid({"file": [_("This file holds no rows.")]})
    same = {
        "sha256": hashlib.sha256(content).hexdigest(),
        "mapping": found,
        "source": source,
        "level": level,
    }
    with transaction.atomic():
        batch = _light().visible_to(by).unfinished().filter(**same).first()
        if batch is None:
            batch = LetterImport.objects.create(
                file_name=_base_name(file_name),
                sealed=seal(base64.b64encode(content).decode()),
                note=note,
                total=total,
                by=by,
                **same,
            )
            record(Kind.STARTED, by=by, of=batch, data={"rows": total})
        _queue(batch)
        return batch


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
        return _light().get(pk=batch_id)
    content = base64.b64decode(unseal(batch.sealed))
    language = batch.by.language or settings.LANGUAGE_CODE
    with override(language), opened(content, LETTERS, batch.mapping) as table:
        reading = Reading(batch.source, batch.level, batch.by.clearance_id or 0)
        for position, line in enumerate(islice(table.rows, batch.done, None), batch.done):
            if stop() or not _deal_with(batch_id, position, line, reading):
                return _light().get(pk=batch_id)
            progress(position + 1)
    return _finish(batch_id)


def cancel_import(batch_id: int, *, by: Person) -> LetterImport:
    """Stop before the next row. What was registered stays; the rest can be resumed."""
    with locked(_light().visible_to(by), pk=batch_id) as batch:
        if batch.state not in (ImportState.WAITING, ImportState.RUNNING):
            raise _wrong_state(batch)
        _enter(batch, ImportState.CANCELLED)
        record(Kind.CANCELLED, by=by, of=batch, data={"done": batch.done})
        return batch


def resume_import(batch_id: int, *, by: Person) -> LetterImport:
    """Go on with the next row. Resuming what already runs does no harm."""
    demand(may_register_letters(by))
    with locked(_light().visible_to(by), pk=batch_id) as batch:
        if batch.state == ImportState.DONE:
            raise _wrong_state(batch)
        _enter(batch, ImportState.WAITING)
        _queue(batch)
        record(Kind.RESUMED, by=by, of=batch, data={"done": batch.done})
        return batch


def fail_import(batch_id: int, problem: str) -> None:
    """Note that nobody goes on with this import by itself; its owner is told and may resume it."""
    with locked(_light(), pk=batch_id) as batch:
        if batch.state != ImportState.DONE:
            _enter(batch, ImportState.FAILED, problem)
            record(Kind.FAILED, by=None, of=batch, to=[batch.by_id], data={"done": batch.done})


def _wrong_state(batch: LetterImport) -> Conflict:
    message = _("This is not possible: %(state)s") % {"state": batch.get_state_display()}
    return Conflict(message, code="wrong-state", happened={"state": batch.state})


def _light() -> ImportQuerySet:
    """Imports without the file, which may be 40 MB sealed."""
    return LetterImport.objects.all().defer("sealed")


def _base_name(file_name: str) -> str:
    return PurePath(file_name.replace("\\", "/")).name[-200:]


def _level_for(by: Person, level: Level | None) -> Level:
    level = level or Level.objects.get(code=USUAL_LEVEL)
    if by.clearance_id is None or level.rank > by.clearance_id:
        raise Invalid({"level": [_("The classification is above your clearance.")]})
    return level


def _note(table: Table) -> str:
    if not table.unread:
        return ""
    names = {"read": table.sheet, "unread": "、".join(table.unread)}
    return (_("Only the sheet “%(read)s” is read. Not read: %(unread)s") % names)[:ROOM]


def _queue(batch: LetterImport) -> None:
    enqueue(JOB, lock=f"letter-import-{batch.pk}", batch_id=batch.pk)


def _enter(batch: LetterImport, state: ImportState, problem: str = "") -> None:
    batch.state, batch.problem = state, problem[:ROOM]
    batch.save(update_fields=["state", "problem"])


def _begin(batch_id: int) -> LetterImport | None:
    """The import with its file, now running; None where there is nothing to do."""
    with locked(LetterImport, pk=batch_id) as batch:
        if batch.state == ImportState.WAITING:
            _enter(batch, ImportState.RUNNING)
        return batch if batch.state == ImportState.RUNNING else None


def _finish(batch_id: int) -> LetterImport:
    with locked(_light(), pk=batch_id) as batch:
        if batch.state == ImportState.RUNNING:
            batch.state, batch.sealed = ImportState.DONE, None
            batch.save(update_fields=["state", "sealed"])
            record(Kind.FINISHED, by=None, of=batch, to=[batch.by_id], data=batch.rows.outcomes())
        return batch


def _deal_with(batch_id: int, position: int, line: Line, reading: Reading) -> bool:
    """Register one row, or put it into quarantine, and step on. False: go no further."""
    try:
        with locked(_light(), pk=batch_id) as batch:
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
    try:
        new, remark = reading.letter(line)
        with transaction.atomic():
            letter, known = _letter(new, batch.by)
    except BadRow as bad:
        return _bad(batch, line, str(bad.message))
    except Invalid as refusal:
        return _bad(batch, line, " ".join(str(said) for each in refusal.fields.values() for said in each))
    except (DataError, IntegrityError):
        # What the database says of a row repeats the row: it is neither shown nor logged.
        return _bad(batch, line, _("The database does not take this row."))
    return ImportedRow(batch=batch, line=line.number, letter=letter, known=known, remark=remark[:ROOM])


def _letter(new: NewLetter, by: Person) -> tuple[Letter, bool]:
    """The letter that is already there with the same fingerprint (True), or a new one."""
    demand(may_register_letters(by))
    mark = fingerprint(new)
    with connection.cursor() as cursor:
        # Two files with the same letter, at the same time: the second waits and then knows it.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [mark])
    known = Letter.objects.filter(unit=petition_office_of(by), fingerprint=mark).order_by("pk").first()
    return (known, True) if known else (register_letter(new, by=by, told=False), False)


def _bad(batch: LetterImport, line: Line, reason: str) -> ImportedRow:
    return ImportedRow(batch=batch, line=line.number, reason=reason[:ROOM], sealed=sealed_cells(line.cells))
