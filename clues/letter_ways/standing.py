"""Which decision on framing holds about a letter."""

from __future__ import annotations

from clues.letters.models.letters import Letter
from clues.letters.models.ways import FramingFinding
from clues.letters.terms import FramingDecision


def framing_of(letter: Letter) -> FramingFinding | None:
    """The finding that the letter frames somebody, while it holds."""
    last = next(iter(list(letter.framing_findings.all())[::-1]), None)
    return last if last is not None and last.decision == FramingDecision.FOUND else None
