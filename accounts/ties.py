"""What ties a person to a party besides themselves: a unit, a Party branch. Each tie is a key.

The gate compares keys and does not ask what they stand for. These are told apart from match keys by their
first word and are not secret: the unit of a subject stands beside it in plain words.
"""

from __future__ import annotations

from datetime import date

from django.db.models import CharField, F, Value
from django.db.models.functions import Concat

from hub.kernel.sealing import normalised
from hub.rules.deadlines import looking_back

LONGEST = 200
FORMER_UNIT = "recusal.former_unit"  # for how long a unit that somebody left still ties them
_UNIT = "unit:"


def tied_since(day: date) -> date:
    """A unit that somebody left on this day, or later, still ties them on `day` (原任职单位)."""
    return looking_back(FORMER_UNIT, day) or day


def unit_tie(code: str) -> str:
    """Of a unit of the hub."""
    return _UNIT + code


def unit_tie_of(path: str) -> Concat:
    """The same in the database: `path` leads from a row to the code of a unit."""
    return Concat(Value(_UNIT), F(path), output_field=CharField())


def named_unit_tie(name: str) -> str:
    """Of a unit that is known by its name alone."""
    return f"unit-name:{normalised(name)}"


def subject_tie(pk: int) -> str:
    """Of a subject that no identifier is known of: it bars only from what is about this very subject."""
    return f"subject:{pk}"


def branch_tie(name: str) -> str:
    """Of a Party branch (党支部), known by its full name."""
    return f"branch:{normalised(name)}"
