"""One visible clue for the interface."""

from __future__ import annotations

from accounts.models import Person
from clues.clue.models.clues import Clue
from hub.kernel.errors import NotVisible


def visible_clue(number: str, person: Person) -> Clue:
    """Raises NotVisible."""
    found = (
        Clue.objects.visible_to(person).filter(number=number).select_related("category", "subject").first()
    )
    if found is None:
        raise NotVisible
    return found
