"""Who would begin and cease to see a clue under another classification. Nothing is written."""

from __future__ import annotations

from copy import copy

from accounts.models import Person
from clues.clue.models.clues import Clue
from hub.access.readers import readers_of
from hub.rules.models import Level


def changed_by_level(clue: Clue, level: Level) -> tuple[list[Person], list[Person]]:
    """(who begins, who ceases) to see it under another classification."""
    supposed = copy(clue)
    supposed.classification = level
    before, after = set(readers_of(clue)), set(readers_of(supposed))
    begin, cease = (
        list(Person.objects.filter(pk__in=keys).order_by("pk")) for keys in (after - before, before - after)
    )
    return begin, cease
