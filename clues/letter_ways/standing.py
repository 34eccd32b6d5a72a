"""Which decision on framing holds about a letter."""

from __future__ import annotations

from django.db.models import QuerySet

from clues.clue.models.clues import Clue
from clues.letters.models.letters import Letter
from clues.letters.models.ways import FramingFinding
from clues.letters.terms import FramingDecision


def framing_about(clue: Clue) -> QuerySet[FramingFinding]:
    """Decisions on framing about letters the clue was drawn from, for whoever sees the clue."""
    return FramingFinding.objects.filter(letter__clues=clue).select_related("by")


def framing_of(letter: Letter) -> FramingFinding | None:
    """The finding that the letter frames somebody, while it holds."""
    last = FramingFinding.objects.filter(letter=letter).last()
    return last if last is not None and last.decision == FramingDecision.FOUND else None
