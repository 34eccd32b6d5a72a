"""Adding what else is alleged in a clue."""

from __future__ import annotations

from typing import Any

from accounts.models import Person
from clues.actions.allegations import NewAllegation, add_allegation
from clues.api.inputs import AllegationInput
from clues.api.stepping import ClueStep
from clues.models import Clue


class Allegations(ClueStep):
    """Add another allegation that was found in a letter of the clue; it is among its `allegations`."""

    serializer_class = AllegationInput

    def act(self, row: Clue, *, by: Person, **data: Any) -> Clue:
        return add_allegation(row.number, new=NewAllegation(**data), by=by)
