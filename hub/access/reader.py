"""Who is asking, reduced to what a row needs to know about them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Reader:
    """A person at one moment.

    group_ids: groups of the posts valid now; empty for a person without a post.
    clearance: highest level rank they may read; None means nobody ever cleared them: they read nothing.
    barred_keys: keys of everything they are recused from: parties, their own key, units, a branch.
    """

    person_id: int
    group_ids: tuple[int, ...] = ()
    clearance: int | None = None
    barred_keys: tuple[str, ...] = field(default=(), repr=False)

    @property
    def reads_nothing(self) -> bool:
        return self.clearance is None or not self.group_ids


NOBODY = Reader(person_id=0)


@dataclass(frozen=True, slots=True)
class Today:
    """A day, and since when a unit that somebody left still ties them on it."""

    day: date
    since: date


class Asking(Protocol):
    """What the hub's person model offers to the rooms below it."""

    pk: int

    def reader(self) -> Reader: ...
