"""What can wait for somebody, in words: each app declares its kinds of duty once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class DutyKind:
    """code: stable name, such as "clue.sign"; title: what the holder is to do; why: the reason it waits.

    deadline: code of the rule in `hub.rules` that says until when, or None where nothing is fixed.
    page: URL name of the page of the duty's `ref`; without one the matter's own page is the place.
    several: URL name and label of a page where several of the kind are done at once.
    """

    code: str
    title: str | Promise
    why: str | Promise
    deadline: str | None = None
    page: str = ""
    several: tuple[str, str | Promise] | None = None


_kinds: dict[str, DutyKind] = {}


def duty_kind(
    code: str, title: str | Promise, why: str | Promise, deadline: str | None = None, **pages: Any
) -> DutyKind:
    """Declare a kind of duty. pages: `page` and `several` of it."""
    kind = DutyKind(code, title, why, deadline, **pages)
    if code in _kinds:
        raise ValueError(f"duty kind {code} is declared twice")
    _kinds[code] = kind
    return kind


def kind_of(code: str) -> DutyKind:
    return _kinds.get(code) or DutyKind(code, code, "")
