"""Items of the main navigation: each app declares its own, the page collects them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Item:
    """name: its URL name. under: the present place is also every page whose URL name begins so.

    place: items stand in the order of their places. offered: whether a signed-in person is offered it.
    """

    name: str
    label: str | Promise
    icon: str
    under: str
    place: int
    offered: Callable[[Any], bool]

    def drawn(self, here: str) -> dict[str, Any]:
        active = here == self.name or here.startswith(self.under)
        return {"url": reverse(self.name), "label": self.label, "icon": self.icon, "active": active}


_items: list[Item] = []


def menu_item(
    name: str, label: str | Promise, icon: str, under: str, place: int, offered: Callable[[Any], bool]
) -> Item:
    """Declare an item, by the fields of `Item`."""
    item = Item(name, label, icon, under, place, offered)
    _items.append(item)
    return item


def menu_of(person: Any) -> list[Item]:
    """The items that the person is offered."""
    return [item for item in sorted(_items, key=lambda item: item.place) if item.offered(person)]
