"""Parts of a row, of which some steps are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Part:
    """Something that hangs on the row, of which a step is: a page names it in its address, JSON in the body.

    name: of the action's argument, and of the member of the body, that hold its key. page: its address.
    find: (person, key) -> the part, of a row the person sees; raises NotVisible. whole: the row it hangs on.
    described: what the interface says of the key.
    """

    name: str
    page: str
    find: Callable[[Any, int], Any]
    whole: Callable[[Any], Any]
    described: str
