"""What the steps of a clue have in common over the interface."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django.db.models import QuerySet
from rest_framework.request import Request

from accounts.models import Person
from clues.models import Clue
from hub.rest.views import TransitionView


class ClueStep(TransitionView):
    """A step of one clue: the transition of its flow, the last part of its address, the action behind it."""

    transition: ClassVar[str]
    address: ClassVar[str]
    performs: ClassVar[Callable[..., Clue]]

    def find(self, request: Request, number: str) -> QuerySet[Clue]:
        return Clue.objects.visible_to(self.person).filter(number=number)

    def act(self, row: Clue, *, by: Person, **data: Any) -> Clue:
        return self.performs(row.number, by=by, **data)
