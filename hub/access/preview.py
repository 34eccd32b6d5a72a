"""What a change would open and close: the gate, asked for the reader before and after. Nothing is written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from hub.access.matters import governed_models
from hub.access.models import Governed
from hub.access.paging import count_up_to, visible_ids
from hub.access.querysets import reader_of
from hub.access.reader import Asking, Reader

MOST = 1000  # counted no further
MOST_PEOPLE = 20  # whose sight is weighed one by one
NAMED = 10  # numbers of each kind that are named, to whom may read them


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows, counted no further than MOST; `numbers`: some of those that whoever asks may read."""

    rows: int
    numbers: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return self.rows > 0

    def __str__(self) -> str:
        return f"{MOST}+" if self.rows > MOST else str(self.rows)


@dataclass(frozen=True, slots=True)
class Effect:
    """Rows of one kind that begin, and that cease, to be visible to one person."""

    title: Any
    opens: Count
    closes: Count


@dataclass(slots=True)
class _Supposed:
    """Somebody with the reader they would have."""

    pk: int
    would_be: Reader

    def reader(self) -> Reader:
        return self.would_be


def effects_of(before: Reader, after: Reader, *, shown_to: Asking | None) -> list[Effect]:
    """One effect for each kind of row, in which something opens or closes."""
    effects = [
        Effect(
            model._meta.verbose_name_plural,
            _seen_only(model, after, before, shown_to),
            _seen_only(model, before, after, shown_to),
        )
        for model in governed_models()
    ]
    return [effect for effect in effects if effect.opens or effect.closes]


def _seen_only(model: type[Governed], by: Reader, not_by: Reader, shown_to: Asking | None) -> Count:
    rows, seeing = model.objects.unseen_by(not_by), _Supposed(by.person_id, by)
    return Count(count_up_to(rows, seeing, cap=MOST), _numbers(model, rows, seeing, shown_to))


def _numbers(model: type[Governed], rows: Any, seeing: _Supposed, shown_to: Asking | None) -> tuple[str, ...]:
    if reader_of(shown_to).reads_nothing:
        return ()
    ids: Iterable[int] = visible_ids(rows, seeing, limit=NAMED)
    readable = model.objects.visible_to(shown_to).filter(pk__in=ids)
    return tuple(readable.order_by("-pk").values_list("number", flat=True))
