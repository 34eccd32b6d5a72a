"""Clues that belong together: merged, split off. Each is shown to whoever sees it, and to nobody else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from clues.clue.models.clues import Clue
from clues.clue.models.merging import Merge, Split

Link = TypeVar("Link", Merge, Split)


@dataclass(frozen=True, slots=True)
class Kin:
    """Another clue and how it belongs to this one: in a code and in words."""

    code: str
    clue: Clue

    @property
    def how(self) -> Any:
        return _HOW[self.code]


_HOW = {
    "merged_here": _("Goes on within this clue"),
    "merged_into": _("This clue goes on within"),
    "split_off": _("Split off from this clue"),
    "split_from": _("This clue was split off from"),
}


def kin_of(clue: Clue, person: Person) -> list[Kin]:
    """The clues merged with it and split from it that the person sees, the eldest link first."""
    ties = [*_merged(clue), *_split(clue)]
    seen = Clue.objects.visible_to(person).in_bulk([other for _code, other in ties])
    return [Kin(code, seen[other]) for code, other in ties if other in seen]


def _merged(clue: Clue) -> list[tuple[str, int]]:
    return [
        ("merged_here", merge.clue_id) if merge.main_id == clue.pk else ("merged_into", merge.main_id)
        for merge in _by_age([*clue.merged_here.all(), *clue.merges.all()])
        if merge.is_in_force
    ]


def _split(clue: Clue) -> list[tuple[str, int]]:
    return [
        ("split_off", split.clue_id) if split.origin_id == clue.pk else ("split_from", split.origin_id)
        for split in _by_age([*clue.splits.all(), *_origin(clue)])
    ]


def _origin(clue: Clue) -> list[Split]:
    origin: Split | None = getattr(clue, "split_from", None)
    return [origin] if origin is not None else []


def _by_age(links: Iterable[Link]) -> list[Link]:
    return sorted(links, key=lambda link: link.pk)
