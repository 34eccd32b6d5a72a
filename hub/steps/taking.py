"""Taking a step, whether it was sent by a page or by JSON."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from inspect import signature
from typing import Any

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
    with step.of.hold(by, key) as row:
        expect(row)
        return Taken(row, step.action(key, by=by, **typed(row)))


def of_version(step: Step, version: str) -> dict[str, str]:
    """What an action is told of the version that was seen, where it binds what is signed to it (`digest`)."""
    return {"digest": version} if "digest" in signature(step.action).parameters else {}
