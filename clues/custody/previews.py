"""Who would begin to see a clue when it is pushed. Nothing is written."""

from __future__ import annotations

from accounts.models import Person
from clues.clue.models.clues import Clue
from clues.holders import RECEIVING, groups_in
from hub.access.readers import party_keys, readers_of


def opened_by_push(clue: Clue) -> list[Person]:
    """Who will begin to see it when it is pushed to its target."""
    if clue.target is None:
        return []
    groups = groups_in(clue.target, *RECEIVING).groups
    keys = party_keys(clue)
    reading = Person.objects.reading(groups=groups, named=[], rank=clue.classification_id, keys=keys)
    return list(reading.exclude(pk__in=readers_of(clue)).order_by("pk"))
