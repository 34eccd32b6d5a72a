"""How a room lets the rooms above it do something at a moment of its own, without knowing them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, ParamSpec

P = ParamSpec("P")


class Hook(Generic[P]):
    """Told inside the action: everything that follows runs in its transaction, in the order declared.

    Rooms above declare what follows with the decorator `then`; their app imports them when it is ready.
    """

    def __init__(self) -> None:
        self._follow: list[Callable[P, None]] = []

    def then(self, follows: Callable[P, None]) -> Callable[P, None]:
        self._follow.append(follows)
        return follows

    def tell(self, *args: P.args, **kwargs: P.kwargs) -> None:
        for follows in self._follow:
            follows(*args, **kwargs)
