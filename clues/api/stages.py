"""The stages of a clue's disposal."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from rest_framework.request import Request

from accounts.models import Person
from clues.actions.stages import record_stage
from clues.api.inputs import StageInput
from clues.models import Clue
from hub.rest.views import TransitionView


class ClueStages(TransitionView):
    """Note that an open stage, named in the clue's `stages`, was done; for its handlers."""

    serializer_class = StageInput

    def find(self, request: Request, number: str) -> QuerySet[Clue]:
        return Clue.objects.visible_to(self.person).filter(number=number)

    def act(self, row: Clue, *, by: Person, **data: Any) -> Clue:
        return record_stage(row.number, by=by, **data)
