"""The rooms above are told that somebody may be recused from more than before, and see to what they hold.

They are told whether or not there is such a matter: the time must not say whether the hub knows it.
"""

from __future__ import annotations

from collections.abc import Callable

from accounts.models import Person

_told: list[Callable[[Person], None]] = []


def when_recused(told: Callable[[Person], None]) -> Callable[[Person], None]:
    """Decorator for the rooms above."""
    _told.append(told)
    return told


def may_be_recused(person: Person) -> None:
    """Call inside the action, after writing what bars the person."""
    for told in _told:
        told(person)
