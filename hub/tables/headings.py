"""Which column holds what: column headings, as people write them, to the fields of a row."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hub.tables.cells import Row

IGNORED = ""  # a person's own word that a column is not to be taken over
NOTHING = ""  # for `telling`: any row may be the row of headings
LOOK_AT = 20  # rows above the table: a title, a date, who filled it in

_IN_BRACKETS = re.compile(r"\(.*?\)|\[.*?\]|【.*?】")
_ORNAMENTS = re.compile(r"[\s*:_\-./]+")


@dataclass(frozen=True, slots=True)
class Search:
    """What headings to look for: a person's choice (heading -> field), the known ones (plain heading ->
    field), and the field without which a row is no row of headings, or NOTHING."""

    chosen: Mapping[str, str]
    known: Mapping[str, str]
    telling: str


@dataclass(frozen=True, slots=True)
class Header:
    """The row of headings; `fields` maps a column's position to its field."""

    line: int
    headings: tuple[str, ...]
    fields: Mapping[int, str]

    @property
    def mapping(self) -> dict[str, str]:
        """Heading -> field of every headed column, "" for those not taken over."""
        pairs = [(heading, self.fields.get(at, IGNORED)) for at, heading in enumerate(self.headings)]
        # Of two columns headed alike, the one that is taken over speaks for the heading.
        return dict(sorted((pair for pair in pairs if pair[0]), key=lambda pair: pair[1] != IGNORED))


def plain(heading: str) -> str:
    """A heading without what differs from table to table: width, case, blanks, marks, remarks in brackets."""
    text = unicodedata.normalize("NFKC", heading).casefold()
    return _ORNAMENTS.sub("", _IN_BRACKETS.sub("", text))


def doubled(mapping: Mapping[str, str]) -> list[str]:
    """The headings that are to be a field which an earlier heading is to be already."""
    fields = list(mapping.values())
    return [
        heading
        for at, (heading, field) in enumerate(mapping.items())
        if field != IGNORED and field in fields[:at]
    ]


def header_in(rows: Sequence[Row], search: Search) -> Header | None:
    """The row of headings among the first rows: it names most fields, the telling one among them.

    Where nothing is telling, some row is taken in any case: of those that name nothing, the fullest.
    """
    best: Header | None = None
    for row in rows[:LOOK_AT]:
        header = Header(row.line, tuple(row.cells), _fields_of(row.cells, search))
        telling = search.telling in (NOTHING, *header.fields.values())
        if telling and (best is None or _weight(header, search) > _weight(best, search)):
            best = header
    return best


def _weight(header: Header, search: Search) -> tuple[int, int]:
    filled = 0 if search.telling else sum(map(bool, header.headings))
    return len(header.fields), filled


def _fields_of(headings: Sequence[str], search: Search) -> dict[int, str]:
    """Position -> field: what a person chose, then what is known. A field is taken from one column."""
    wanted = {plain(heading): field for heading, field in search.chosen.items()}
    fields: dict[int, str] = {}
    for guess in (wanted, {**search.known, **dict.fromkeys(wanted, IGNORED)}):
        for at, heading in enumerate(headings):
            field = guess.get(plain(heading), IGNORED)
            if field != IGNORED and at not in fields and field not in fields.values():
                fields[at] = field
    return fields
