"""Which column holds what: column headings, as people write them, to the fields of a row."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hub.tables.cells import Row

IGNORED = ""  # a person's own word that a column is not to be taken over
LOOK_AT = 20  # rows above the table: a title, a date, who filled it in

_IN_BRACKETS = re.compile(r"\(.*?\)|\[.*?\]|【.*?】")
_ORNAMENTS = re.compile(r"[\s*:_\-./]+")


@dataclass(frozen=True, slots=True)
class Search:
    """What headings to look for: a person's choice (heading -> field), the known ones (plain heading ->
    field), and the field without which a row is no row of headings."""

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


def header_in(rows: Sequence[Row], search: Search) -> Header | None:
    """The row of headings among the first rows: it names most fields, the telling one among them."""
    best: Header | None = None
    for row in rows[:LOOK_AT]:
        fields = _fields_of(row.cells, search)
        if search.telling in fields.values() and (best is None or len(fields) > len(best.fields)):
            best = Header(row.line, tuple(row.cells), fields)
    return best


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
