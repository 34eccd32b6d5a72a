"""Rules kept in the process. They change a few times a year and are asked for in every action.

Whatever is kept here lies in tables whose every change gives the rules another edition (triggers, see the
migrations). The edition is asked for once in an action or a request: what was read under another one is read
anew. So nobody works by a rule that had changed before they began.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from typing import Any, TypeVar

from django.db import connection

from hub.kernel.acting import known, once, tell

Said = TypeVar("Said")

_Edition = tuple[str, int]  # of which database
_EDITION = "edition of the rules"
EDITION = "SELECT number FROM rules_edition"

_kept: dict[str, tuple[_Edition, Any]] = {}
_latest: dict[str, _Edition] = {}
_presumed: ContextVar[_Edition | None] = ContextVar("presumed edition", default=None)


def held(what: str, read: Callable[[], Said]) -> Said:
    """What `read` finds in the tables of the rules, read once for each edition.

    It is the same object for everybody: nobody changes it. Whoever changes a rule calls
    `hub.kernel.acting.forget` if they go on to ask for it.
    """
    edition = _presumed.get() or once(_EDITION, _ask)
    kept = _kept.get(what)
    if edition is not None and kept is not None and kept[0] == edition:
        found: Said = kept[1]
        return found
    found = read()
    if edition is not None:
        _kept[what] = (edition, found)
    return found


def with_edition(ask: Callable[[], tuple[Said, int | None]]) -> Said:
    """The answer to a question that needs a rule and brings the edition along, where none is known yet.

    It is asked by the latest edition this process has seen, and once more where that is not the present one.
    """
    if known(_EDITION):
        return ask()[0]
    edition = _latest.get(_database()) or _ask()
    while True:
        token = _presumed.set(edition)
        try:
            answer, number = ask()
        finally:
            _presumed.reset(token)
        present = _noted(number)
        if present == edition:
            tell(_EDITION, edition)
            return answer
        edition = present


def _ask() -> _Edition | None:
    """None where it was taken out of the database: then nothing is kept."""
    with connection.cursor() as cursor:
        cursor.execute(EDITION)
        found = cursor.fetchone()
    return _noted(found[0] if found else None)


def _noted(number: int | None) -> _Edition | None:
    if number is None:
        return None
    edition = _latest[_database()] = (_database(), number)
    return edition


def _database() -> str:
    return str(connection.settings_dict["NAME"])
