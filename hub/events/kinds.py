"""What can happen, in words. Each app declares its kinds once; the ledger keeps only the code."""

from __future__ import annotations

from typing import TypeVar

from django.db import models
from django.utils.functional import Promise

Kinds = TypeVar("Kinds", bound=type[models.TextChoices])

_titles: dict[str, str | Promise] = {}


def event_kinds(kinds: Kinds) -> Kinds:
    """Class decorator: make the app's event kinds known to the ledger's pages."""
    for member in kinds:
        code, title = member.value, member.label
        if code in _titles:
            raise ValueError(f"event kind {code} is declared twice")
        _titles[code] = title
    return kinds


def title_of(code: str) -> str:
    """The kind in the reader's language; the bare code for a kind no longer declared."""
    return str(_titles.get(code, code))


def known_kinds() -> list[tuple[str, str | Promise]]:
    """Every declared kind (code, title), by code."""
    return sorted(_titles.items())


def is_known(code: str) -> bool:
    return code in _titles
