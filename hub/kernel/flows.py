"""State tables that the documentation draws: each room names its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeVar

from django.db.models import TextChoices

Flow = TypeVar("Flow", bound=type)


class Drawn(NamedTuple):
    """title: of the page. states: the choices that the table moves between."""

    title: str
    flow: type
    states: type[TextChoices]


_drawn: dict[str, Drawn] = {}


def drawn(name: str, title: str, states: type[TextChoices]) -> Callable[[Flow], Flow]:
    """Class decorator: the state table has a page of that name in docs/states."""

    def draw(flow: Flow) -> Flow:
        _drawn[name] = Drawn(title, flow, states)
        return flow

    return draw


def drawn_flows() -> dict[str, Drawn]:
    """By name, whatever was loaded first."""
    return dict(sorted(_drawn.items()))
