"""A file of letters from its arrival to its end; `clues.imports.actions.rows` registers its rows."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from accounts.policies import may_classify
from clues.imports.fields import LETTERS
from clues.imports.kinds import Kind
from clues.imports.models import ImportState, LetterImport
from clues.imports.policies import may_run_import
from clues.imports.preview import preview_of
from clues.imports.withholding import LookedThrough, look_through, reader_of
from clues.letters.actions.letters import petition_office_of
from clues.letters.policies import may_register_letters
from clues.terms import Source
from hub.events.actions import record
from hub.jobs.queue import enqueue
from hub.kernel.acting import action
from hub.kernel.errors import Conflict, Invalid, demand, demand_of
from hub.kernel.sealing import seal, unseal
from hub.kernel.transitions import locked
from hub.rules.deadlines import due
from hub.rules.models import Level
from hub.tables.kept import kept_without

JOB = "clues.imports.tasks.run_letter_import"


USUAL_LEVEL = "work_secret"  # what a report is until somebody says otherwise


ROOM = 300  # for a reason, a remark, a note


# How long a file is kept that nobody works on, as a rule (hub.rules.Deadline).
KEPT = {
    ImportState.PREPARED: "import.prepared",
    ImportState.CANCELLED: "import.file",
    ImportState.FAILED: "import.file",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a file is to be read: the columns (heading -> field), what rows hold that say nothing else."""

    mapping: Mapping[str, str]
    source: str
    level: Level


def prepare_import(
    file_name: str,
    content: bytes,
    *,
    by: Person,
    source: str = Source.LETTER,
    level: Level | None = None,
) -> LetterImport:
    """Keep a file until its sender has looked at the columns and starts it.

    `level`: None for work secret. Raises NotAllowed, Invalid on "file" or "classification".
    """
    level = _level_for(by, level)
    preview = preview_of(content)
    mapping = preview.mapping
    wanted = Wanted(mapping, source, level)
    found: dict[str, Any] = {}
    if any(mapping.values()):
        looked = look_through(content, mapping, columns=preview.known, office=petition_office_of(by))
        found = _kept(looked)
    with action():
        batch = _keep(file_name, content, wanted, by, **found)
        record(Kind.PREPARED, by=by, of=batch)
        return batch


def start_prepared(batch_id: int, *, mapping: Mapping[str, str], by: Person) -> LetterImport:
    """Let a worker register the rows of a prepared file, its columns taken as `mapping` says.

    Where the same file is being registered already, that import is returned and this file is forgotten.
    Raises NotVisible, NotAllowed, Conflict, Invalid on "file" or "mapping".
    """
    with locked(LetterImport.objects.visible_to(by), pk=batch_id) as batch:
        demand(may_run_import(batch, by))
        if batch.state != ImportState.PREPARED:
            raise wrong_state(batch)
        wanted = Wanted(mapping, batch.source, batch.level)
        found = _read_through(content_of(batch), wanted, by, batch.withheld)
        same = _same(batch.sha256, found["mapping"], wanted, by)
        if same is not None:
            _forget(batch, by)
            return same
        LetterImport.objects.filter(pk=batch.pk).update(**found)
        batch.refresh_from_db(fields=list(found))
        return _begin(batch, by)


def start_import(
    file_name: str,
    content: bytes,
    *,
    by: Person,
    mapping: Mapping[str, str] | None = None,
    source: str = Source.LETTER,
    level: Level | None = None,
) -> LetterImport:
    """Look a file over, keep it, and let a worker register its rows: both steps at once.

    `mapping`: heading -> field, "" to leave a column out; the headings themselves say the rest. `source` and
    `level` (None: work secret) hold for rows that say nothing else. The same file of the same person, read
    in the same way and still unfinished, is not begun twice: that import is returned.
    Raises NotAllowed, Invalid on "file", "mapping" or "classification".
    """
    level = _level_for(by, level)
    wanted = Wanted(mapping or {}, source, level)
    found = _read_through(content, wanted, by)
    with action():
        batch = _same(hashlib.sha256(content).hexdigest(), found["mapping"], wanted, by)
        if batch is not None:
            _queue(batch)
            return batch
        return _begin(_keep(file_name, content, wanted, by, **found), by)


def cancel_import(batch_id: int, *, by: Person) -> LetterImport:
    """Stop before the next row. What was registered stays; the rest can be resumed.

    A file that was not started yet is forgotten.
    """
    with locked(LetterImport.objects.light().visible_to(by), pk=batch_id) as batch:
        demand(may_run_import(batch, by))
        if batch.state == ImportState.PREPARED:
            return _forget(batch, by)
        if not batch.is_active:
            raise wrong_state(batch)
        set_state(batch, ImportState.CANCELLED)
        record(Kind.CANCELLED, by=by, of=batch, data={"done": batch.done})
        return batch


def resume_import(batch_id: int, *, by: Person) -> LetterImport:
    """Go on with the next row. Resuming what already runs does no harm.

    Raises Conflict where there is nothing to resume, or the file is kept no longer.
    """
    with locked(LetterImport.objects.light().visible_to(by), pk=batch_id) as batch:
        demand(may_run_import(batch, by))
        if batch.state in (ImportState.DONE, ImportState.PREPARED):
            raise wrong_state(batch)
        if not LetterImport.objects.filter(pk=batch_id, sealed__isnull=False).exists():
            raise file_gone()
        set_state(batch, ImportState.WAITING)
        _queue(batch)
        record(Kind.RESUMED, by=by, of=batch, data={"done": batch.done})
        return batch


def fail_import(batch_id: int, problem: str) -> None:
    """Note that nobody goes on with this import by itself; its owner is told and may resume it."""
    with locked(LetterImport.objects.light(), pk=batch_id) as batch:
        if batch.state != ImportState.DONE:
            set_state(batch, ImportState.FAILED, problem)
            record(Kind.FAILED, by=None, of=batch, to=[batch.by_id], data={"done": batch.done})


def forget_files(now: datetime) -> int:
    """Drop the files that were kept long enough since somebody last worked on them; how many."""
    outlived = list(LetterImport.objects.outlived(now).values_list("pk", flat=True))
    for batch_id in outlived:
        with locked(LetterImport.objects.light(), pk=batch_id) as batch:
            if batch.kept_until is not None and batch.kept_until < now:  # else resumed in the meantime
                _forget(batch, None)
    return len(outlived)


def content_of(batch: LetterImport) -> bytes:
    """What is kept of the file, to be read by `reader_of`. Raises Conflict when it is kept no longer."""
    if batch.sealed is None:
        raise file_gone()
    return base64.b64decode(unseal(batch.sealed))


def withhold(batch: LetterImport, line: int, why: str) -> None:
    """Take a row of the (locked) file that turned out to go upward out of what is kept of it."""
    with reader_of(batch.withheld)(content_of(batch), LETTERS, batch.mapping) as table:
        kept = kept_without(table, {line, *map(int, batch.withheld)})
    batch.withheld, batch.sealed = {**batch.withheld, str(line): why}, _sealed(kept)
    batch.save(update_fields=["withheld", "sealed"])


def set_state(batch: LetterImport, state: ImportState, problem: str = "") -> None:
    """Write the new state; the file's time begins when nobody works on it, and ends when somebody does."""
    rule = KEPT.get(state)
    batch.state, batch.problem, batch.version = state, problem[:ROOM], batch.version + 1
    batch.kept_until = due(rule, timezone.now()).at if rule else None
    batch.save(update_fields=["state", "problem", "version", "kept_until"])


def wrong_state(batch: LetterImport) -> Conflict:
    message = _("This is not possible: %(state)s") % {"state": batch.get_state_display()}
    return Conflict(message, code="wrong-state", happened={"state": batch.state})


def file_gone() -> Conflict:
    return Conflict(
        _("The file is not kept any longer. Send it again: what is registered already is known."),
        code="file-gone",
    )


def _level_for(by: Person, level: Level | None) -> Level:
    demand(may_register_letters(by))
    level = level or Level.objects.get(code=USUAL_LEVEL)
    demand_of("classification", may_classify(level, by))
    return level


def _read_through(
    content: bytes, wanted: Wanted, by: Person, withheld: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """The fields that follow from what the file holds, and what may be kept of it."""
    looked = look_through(content, wanted.mapping, office=petition_office_of(by), withheld=withheld)
    if not looked.total:
        raise Invalid({"file": [_("This file holds no rows.")]})
    found = {"mapping": looked.mapping, "note": looked.note[:ROOM], "total": looked.total}
    return found | _kept(looked)


def _same(sha256: str, mapping: Mapping[str, str], wanted: Wanted, by: Person) -> LetterImport | None:
    own = LetterImport.objects.light().filter(by=by).active()
    same = {"sha256": sha256, "mapping": mapping, "source": wanted.source, "level": wanted.level}
    return own.filter(**same).first()


def _keep(file_name: str, content: bytes, wanted: Wanted, by: Person, **found: Any) -> LetterImport:
    return LetterImport.objects.create(
        **{"mapping": wanted.mapping, "sealed": found.get("sealed") or _sealed(content)} | found,
        file_name=PurePath(file_name.replace("\\", "/")).name[-200:],
        sha256=hashlib.sha256(content).hexdigest(),
        kept_until=due(KEPT[ImportState.PREPARED], timezone.now()).at,
        source=wanted.source,
        level=wanted.level,
        unit=petition_office_of(by),
        by=by,
    )


def _kept(looked: LookedThrough) -> dict[str, Any]:
    """The fields that say what is kept instead of the file; none where nothing was left out of it."""
    return {"withheld": looked.withheld, "sealed": _sealed(looked.kept)} if looked.withheld else {}


def _sealed(content: bytes) -> bytes:
    return seal(base64.b64encode(content).decode())


def _begin(batch: LetterImport, by: Person) -> LetterImport:
    set_state(batch, ImportState.WAITING)
    record(Kind.STARTED, by=by, of=batch, data={"rows": batch.total})
    _queue(batch)
    return batch


def _forget(batch: LetterImport, by: Person | None) -> LetterImport:
    """Drop the file; an import that was never started is over with it."""
    if batch.state == ImportState.PREPARED:
        set_state(batch, ImportState.CANCELLED, "" if by else _("It was not started in time."))
    batch.sealed, batch.kept_until = None, None
    batch.save(update_fields=["sealed", "kept_until"])
    record(Kind.FORGOTTEN, by=by, of=batch)
    return batch


def _queue(batch: LetterImport) -> None:
    enqueue(JOB, lock=f"letter-import-{batch.pk}", batch_id=batch.pk)
