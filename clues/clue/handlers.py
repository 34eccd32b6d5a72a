"""Who can handle a clue, and who is left out because of recusal: the one place where that is decided."""

from __future__ import annotations

from accounts.models import Person
from accounts.terms import Role
from clues.clue.models.clues import Clue
from clues.holders import groups_in
from hub.access.readers import Choice, choice_for

HANDLERS = 2  # 监察法实施条例: substantive acts are done by two


def handlers_of(clue: Clue) -> list[Person]:
    """Who handles it now, in the order in which they were named."""
    return [each.person for each in clue.assignments.filter(ended_at=None).select_related("person")]


def eligible_handlers(clue: Clue) -> Choice:
    """Handlers of the unit in charge who are cleared for the clue."""
    return choice_for(clue, Person.objects.holding(group__in=groups_in(clue.holder, Role.HANDLER).groups))
