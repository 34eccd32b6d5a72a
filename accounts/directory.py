"""The tree of units and the groups of their posts, kept in the process: they change seldom, and every action
looks into them. Who holds a post is never kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, Self, TypeVar

# The models, which import this: `Directory[Unit, PostGroup]`.
Unit = TypeVar("Unit", bound=Any)
PostGroup = TypeVar("PostGroup", bound=Any)


@dataclass(frozen=True, slots=True)
class Directory(Generic[Unit, PostGroup]):
    """Units and groups by key, each unit with the one above it, each group with its unit. It is everybody's
    (`accounts.models.directory`): nobody changes what is in it."""

    units: dict[int, Unit]
    below: dict[int | None, list[Unit]]
    groups: dict[int, PostGroup]
    of_unit: dict[int, list[PostGroup]]

    @classmethod
    def of(cls, units: Iterable[Unit], groups: Iterable[PostGroup]) -> Self:
        made = cls({unit.pk: unit for unit in units}, defaultdict(list), {}, defaultdict(list))
        for unit in made.units.values():
            unit.parent = made.above(unit)
            made.below[unit.parent_id].append(unit)
        for group in groups:
            group.unit = made.units[group.unit_id]
            made.groups[group.pk] = group
            made.of_unit[group.unit_id].append(group)
        return made

    def above(self, unit: Unit) -> Unit | None:
        """The unit that this one, or a supposed one, is a part of."""
        return self.units[unit.parent_id] if unit.parent_id else None

    def existing_below(self, unit: Unit | None, kind: str, day: date) -> list[Unit]:
        """Units of the kind directly below; without a unit, those that stand beside the tree."""
        units = self.below.get(unit.pk if unit else None, ())
        return [each for each in units if each.kind == kind and each.exists_on(day)]

    def groups_of(self, units: Collection[int], *roles: str) -> list[PostGroup]:
        """The existing groups of these roles in the units, in ascending order of keys."""
        found = (group for unit in set(units) for group in self.of_unit.get(unit, ()) if group.role in roles)
        return sorted(found, key=lambda group: group.pk)
