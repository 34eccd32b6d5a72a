"""Rules kept in the process. They change a few times a year and are asked for in every action.

Whatever is kept here lies in tables whose every change gives the rules another edition (a trigger does, see
the migrations). The edition is asked for once in an action or a request: what was read under another one is
read anew. So nobody works by a rule that had changed before they began.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.db import connection

from hub.kernel.acting import once

Said = TypeVar("Said")

_Edition = tuple[str, int]
_kept: dict[str, tuple[_Edition, Any]] = {}


def held(what: str, read: Callable[[], Said]) -> Said:
    """What `read` finds in the tables of the rules, read once for each edition.

    It is the same object for everybody: nobody changes it. Whoever changes a rule calls
    `hub.kernel.acting.forget` if they go on to ask for it.
    """
    edition = once("edition of the rules", _edition)
    kept = _kept.get(what)
    if edition is not None and kept is not None and kept[0] == edition:
        found: Said = kept[1]
        return found
    found = read()
    if edition is not None:
        _kept[what] = (edition, found)
    return found


def _edition() -> _Edition | None:
    """Of this very database; None where it was taken out, and nothing is kept."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM rules_edition")
        found = cursor.fetchone()
    return (str(connection.settings_dict["NAME"]), found[0]) if found else None
