"""A step of a clue that people take by hand: its transition, words, form and action."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from clues.forms import steps as forms
from clues.models import Clue


@dataclass(frozen=True, slots=True)
class Step:
    """slug: its place in addresses. transition: its name in ClueFlow. action: called with the clue's number,
    `by` and what was typed. confirm: a step without a form asks this on the clue's own page.
    after_return: open only while a signer's return waits for this person."""

    slug: str
    transition: str
    label: Any
    done: Any
    action: Callable[..., Clue]
    form: type[forms.StepForm] = forms.StepForm
    style: str = "primary"
    confirm: Any = ""
    after_return: bool = False
