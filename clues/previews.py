"""Who would begin and cease to see a clue by a step that has not been taken. Nothing is written."""

from __future__ import annotations

from copy import copy

from accounts.models import Person
from clues.holders import RECEIVING, groups_in
from clues.models import Clue
from hub.access.readers import party_keys, readers_of
from hub.rules.models import Level


def opened_by_push(clue: Clue) -> list[Person]:
    """Who will begin to see it when it is pushed to its target."""
    if clue.target is None:
        return []
    groups = groups_in(clue.target, *RECEIVING).groups
    keys = party_keys(clue)
    reading = Person.objects.reading(groups=groups, named=[], rank=clue.classification_id, keys=keys)
    return list(reading.exclude(pk__in=readers_of(clue)).order_by("pk"))


def changed_by_level(clue: Clue, level: Level) -> tuple[list[Person], list[Person]]:
    """(who begins, who ceases) to see it under another classification."""
    supposed = copy(clue)
    supposed.classification = level
    before, after = set(readers_of(clue)), set(readers_of(supposed))
    begin, cease = (
        list(Person.objects.filter(pk__in=keys).order_by("pk")) for keys in (after - before, before - after)
    )
    return begin, cease
