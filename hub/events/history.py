"""What happened to a row, as its readers are told: the ledger's lines with the words of those who acted.

The ledger keeps codes and keys only. Words stand in rows of their own, which the lines name by key.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.db import models

from hub.events.kinds import Rows, Words, telling_of
from hub.events.models import Entry
from hub.kernel.prepared import any_of
from hub.kernel.sets import Asked, Sets


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of the timeline; `note` holds the words of whoever acted."""

    at: datetime
    actor: Any | None
    text: str
    note: str = ""
    icon: str = ""


def history_of(row: models.Model, *, reserved: bool = False) -> list[Happening]:
    """Newest first. Ask only for a row that is visible.

    `reserved`: with words that not every reader of the row may read, for those who may. One question for the
    lines, and one for the words.
    """
    entries = [entry for entry in Entry.objects.about(row).steps() if not telling_of(entry.kind).quiet]
    told = [(entry, _words_of(entry, reserved)) for entry in _signature_first(entries)]
    found = _found(told)
    return [_happening(entry, words, found) for entry, words in told][::-1]


def _signature_first(entries: list[Entry]) -> Iterator[Entry]:
    """The last signature before what follows from it; the ledger has them the other way round."""
    decided: Entry | None = None
    for entry in entries:
        if telling_of(entry.kind).follows:
            decided = entry
            continue
        yield entry
        if decided is not None:
            yield decided
            decided = None


def _words_of(entry: Entry, reserved: bool) -> list[Words]:
    """Its own, then those of the kind that it tells again."""
    tellings = [telling_of(code) for code in (entry.kind, entry.data.get("tells", ""))]
    return [each.words for each in tellings if each.words and (reserved or not each.reserved)]


def _found(told: Iterable[tuple[Entry, list[Words]]]) -> dict[Rows, dict[int, Any]]:
    keys: dict[Rows, set[int]] = {}
    for entry, words in told:
        for each in words:
            if each.rows.name in entry.data:
                keys.setdefault(each.rows, set()).add(entry.data[each.rows.name])
    if not keys:
        return {}
    asked = _words_in(frozenset(keys)).rows({_keys_in(rows): list(wanted) for rows, wanted in keys.items()})
    return {rows: {row.pk: row for row in asked[rows]} for rows in keys}


@cache
def _words_in(tables: frozenset[Rows]) -> Sets:
    """The question for words that stand in these tables."""
    return Sets(
        {each: Asked(each.found.filter(pk__in=any_of(_keys_in(each))), each.along) for each in tables}
    )


def _keys_in(rows: Rows) -> str:
    return f"@{rows.name}@"


def _happening(entry: Entry, words: list[Words], found: dict[Rows, dict[int, Any]]) -> Happening:
    said = [(each, found.get(each.rows, {}).get(entry.data.get(each.rows.name))) for each in words]
    notes = [each.note(row) for each, row in said if row is not None]
    titles = [each.title(row) for each, row in said if row is not None and each.title]
    text, note = next(iter(titles), entry.title), next(filter(None, notes), "")
    return Happening(entry.at, entry.by, text, note, telling_of(entry.kind).icon)
