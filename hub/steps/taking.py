"""Taking a step, whether it was sent by a page or by JSON."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from hub.kernel.transitions import locked
from hub.steps.step import Step


@dataclass(frozen=True, slots=True)
class Taken:
    """row: as it was locked. made: what the action returned, mostly the row as it is now."""

    row: Any
    made: Any


def take(
    step: Step,
    key: Any,
    *,
    by: Any,
    expect: Callable[[Any], None],
    typed: Callable[[Any], dict[str, Any]],
) -> Taken:
    """Lock the row with this key, compare its version, and call the action, which asks state and policy.

    expect: raises where another version of the row was seen. typed: what the action gets, from the row.
    Raises NotVisible, Stale, PreconditionRequired, NotAllowed, Conflict, Invalid.
    """
    with locked(step.of.seen_by(by), **{step.of.key: key}) as row:
        expect(row)
        return Taken(row, step.action(key, by=by, **typed(row)))
