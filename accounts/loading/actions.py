"""Loading a file of units or people. Each row is a transaction of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import PurePath
from typing import Any

from django.db import DataError, IntegrityError
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from accounts.kinds import Kind
from accounts.loading import columns, people, units
from accounts.models import Load, Person, RefusedRow
from accounts.policies import may_administer
from accounts.terms import LoadKind
from hub.events.actions import record
from hub.kernel.acting import action, attempt
from hub.kernel.errors import HubError, Invalid, demand
from hub.tables.columns import Columns
from hub.tables.quarantine import quarantine_csv, sealed_cells, unsealed_cells
from hub.tables.reading import Line, Table, opened
from hub.tables.rows import BadRow

MOST_ROWS = 2_000  # gone through while the administrator waits: under a minute on a busy machine
ROOM = 300  # for a reason, a note


@dataclass(frozen=True, slots=True)
class Way:
    """How a kind of file is loaded: its columns; a line to a row; rows into order; a row to what it adds.

    `put` answers whether anything was added; `read` and `put` raise BadRow, `put` also HubError.
    """

    columns: Columns
    read: Callable[[Line], Any]
    arrange: Callable[[Sequence[Any]], tuple[Sequence[Any], list[tuple[Line, str]]]]
    put: Callable[..., bool]


WAYS: Mapping[str, Way] = {
    LoadKind.UNITS: Way(columns.UNITS, units.read_unit, units.in_order, units.put_unit),
    LoadKind.PEOPLE: Way(columns.PEOPLE, people.read_person, people.in_order, people.put_person),
}


@dataclass(slots=True)
class _Outcome:
    added: int = 0
    known: int = 0
    refused: dict[int, tuple[Line, str]] = field(default_factory=dict)

    def refuse(self, line: Line, reason: str | Promise) -> None:
        self.refused[line.number] = line, str(reason)


def load_file(kind: str, file_name: str, content: bytes, *, by: Person) -> Load:
    """Go through a file of units or people; what it adds, row by row, stays whatever other rows are like.

    Raises NotAllowed, Invalid on "file" for a file that cannot be used.
    """
    demand(may_administer(by))
    way = WAYS[kind]
    with opened(content, way.columns) as table:
        lines, note = list(islice(table.rows, MOST_ROWS + 1)), _note(table)
    if not lines:
        raise Invalid({"file": [_("This file holds no rows.")]})
    if len(lines) > MOST_ROWS:
        raise Invalid({"file": [_("A file may hold at most %(most)s rows.") % {"most": MOST_ROWS}]})
    outcome = _go_through(way, lines, by)
    return _keep(Load(kind=kind, file_name=_base_name(file_name), note=note, by=by), outcome)


def refused_csv(load: Load) -> bytes:
    """The rows that were not taken over: line, reason, then the row's own columns, without any number."""
    return quarantine_csv([(row.line, row.reason, unsealed_cells(row.sealed)) for row in load.refused.all()])


def _base_name(file_name: str) -> str:
    return PurePath(file_name.replace("\\", "/")).name[-200:]


def _note(table: Table) -> str:
    if not table.unread:
        return ""
    names = {"read": table.sheet, "unread": "、".join(table.unread)}
    return (_("Only the sheet “%(read)s” is read. Not read: %(unread)s") % names)[:ROOM]


def _go_through(way: Way, lines: Sequence[Line], by: Person) -> _Outcome:
    outcome = _Outcome()
    found = []
    for line in lines:
        try:
            found.append(_read(way, line))
        except BadRow as bad:
            outcome.refuse(line, bad.message)
    ordered, refused = way.arrange(found)
    for line, reason in refused:
        outcome.refuse(line, reason)
    for row in ordered:
        _put(way, row, outcome, by)
    return outcome


def _read(way: Way, line: Line) -> Any:
    if line.problem:
        raise BadRow(line.problem)
    return way.read(line)


def _put(way: Way, row: Any, outcome: _Outcome, by: Person) -> None:
    try:
        with attempt():
            added = way.put(row, by=by)
    except BadRow as bad:
        outcome.refuse(row.line, bad.message)
    except Invalid as refusal:
        outcome.refuse(row.line, " ".join(str(said) for each in refusal.fields.values() for said in each))
    except HubError as refusal:
        outcome.refuse(row.line, refusal.message)
    except (DataError, IntegrityError):
        # What the database says of a row repeats the row: it is neither shown nor logged.
        outcome.refuse(row.line, _("The database does not take this row."))
    else:
        outcome.added += added
        outcome.known += not added


@action()
def _keep(load: Load, outcome: _Outcome) -> Load:
    load.added, load.known = outcome.added, outcome.known
    load.save()
    RefusedRow.objects.bulk_create(
        RefusedRow(load=load, line=number, reason=reason[:ROOM], sealed=sealed_cells(_cells(line)))
        for number, (line, reason) in outcome.refused.items()
    )
    counts = {"added": load.added, "known": load.known, "refused": len(outcome.refused)}
    record(Kind.LOADED, by=load.by, of=load, data={"kind": load.kind, **counts})
    return load


def _cells(line: Line) -> dict[str, str]:
    """The row's cells but for an identity number. In a damaged row it may stand anywhere: nothing is kept."""
    if line.problem:
        return {}
    hidden = {line.values.get("number")} - {None, ""}
    return {title: people.NOT_KEPT if cell in hidden else cell for title, cell in line.cells.items()}
