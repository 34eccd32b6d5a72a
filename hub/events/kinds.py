"""What can happen, in words. Each app declares its kinds once; the ledger keeps only the code."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Self, TypeVar

from django.db import models
from django.db.models import QuerySet
from django.utils.functional import Promise


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Rows that hold what somebody wrote. name: the key of a row stands under it in the data of a line.
    along: what each names and is read with it (`hub.kernel.sets`)."""

    name: str
    found: QuerySet[Any]
    along: Sequence[str] = ()

    def said(self, note: Callable[[Any], str], title: Callable[[Any], str] | None = None) -> Words:
        return Words(self, note, title)


@dataclass(frozen=True, slots=True)
class Words:
    """What a line tells beside its kind. note: the words in its row. title: told instead of the kind."""

    rows: Rows
    note: Callable[[Any], str]
    title: Callable[[Any], str] | None = None


@dataclass(frozen=True, slots=True)
class Telling:
    """How a line stands in the history of its row.

    quiet: another line of the same moment tells it already. follows: it comes out of a signature, which is
    written after it and told before. reserved: its words are for fewer people than the row. aside: told by
    notices and to those who audit, never in a history: not every reader of the row may know of it.
    """

    icon: str = ""
    words: Words | None = None
    quiet: bool = False
    follows: bool = False
    reserved: bool = False
    aside: bool = False


class EventKinds(models.TextChoices):
    """What can happen in one room: code, how it is told if there is anything to say to that, title."""

    telling: Telling

    def __new__(cls, code: str, telling: Telling = Telling()) -> Self:
        kind = str.__new__(cls, code)
        kind._value_ = code
        kind.telling = telling
        return kind

    def retold(self, row: models.Model) -> dict[str, Any]:
        """Data for a line of another kind that has the words of this one, as they stand in the row."""
        assert self.telling.words is not None
        return {"tells": self.value, self.telling.words.rows.name: row.pk}


Kinds = TypeVar("Kinds", bound=type[EventKinds])

_kinds: dict[str, EventKinds] = {}


def event_kinds(kinds: Kinds) -> Kinds:
    """Class decorator: make the app's event kinds known to the ledger's pages."""
    for member in kinds:
        if member.value in _kinds:
            raise ValueError(f"event kind {member.value} is declared twice")
        _kinds[member.value] = member
    return kinds


def title_of(code: str) -> str:
    """The kind in the reader's language; the bare code for a kind no longer declared."""
    return str(_kinds[code].label if code in _kinds else code)


def telling_of(code: str) -> Telling:
    """How lines of the kind are told; plainly for a kind no longer declared."""
    return _kinds[code].telling if code in _kinds else Telling()


def kinds_aside() -> list[str]:
    """Codes of the kinds that stand in no history."""
    return [code for code, kind in _kinds.items() if kind.telling.aside]


def known_kinds() -> list[tuple[str, str | Promise]]:
    """Every declared kind (code, title), by code."""
    return sorted((code, kind.label) for code, kind in _kinds.items())


def is_known(code: str) -> bool:
    return code in _kinds
