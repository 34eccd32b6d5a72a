"""Versions of rows over time, folded to what they said at a moment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, Generic, TypeVar

from django.utils import timezone

from hub.access.models import Past

Said = TypeVar("Said", bound=Past)


class Versions(Generic[Said]):
    """`rows`, oldest first, are versions of one table's rows."""

    def __init__(self, rows: Iterable[Said]) -> None:
        self._of: dict[tuple[Any, ...], list[Said]] = defaultdict(list)
        for row in rows:
            self._of[tuple(getattr(row, key) for key in row.keys)].append(row)

    def __iter__(self) -> Iterator[Said]:
        for versions in self._of.values():
            yield from versions

    def at(self, moment: datetime) -> Iterator[Said]:
        """The rows that were there, each as it was."""
        for versions in self._of.values():
            last = next((said for said in reversed(versions) if said.at <= moment), None)
            if last is not None and not last.gone:
                yield last

    def one(self, moment: datetime) -> Said | None:
        """The row, where these are versions of one."""
        return next(self.at(moment), None)

    def moments(self) -> set[datetime]:
        """When something changed."""
        return {said.at for said in self}


def bounds_of(day: date) -> tuple[datetime, datetime]:
    """The first moment of the local day, and its last."""
    first = timezone.make_aware(datetime.combine(day, time.min))
    following = timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
    return first, following - timedelta(microseconds=1)


def holds_on(day: date, said: Any) -> bool:
    """Whether the closed interval of days `from_on` to `to_on` holds the day; an empty end has no end."""
    return bool(said.from_on <= day and (said.to_on is None or day <= said.to_on))
