"""Clues that partner bodies pass on, without a letter."""

from __future__ import annotations

from typing import Any

from accounts.models import Person
from clues.actions.receiving import NewReferral, receive_clue
from clues.actions.subjects import NewSubject
from clues.api.move_inputs import ReferralInput
from clues.models import Clue
from hub.rest.links import link_to
from hub.rest.views import CreateView


class Referrals(CreateView):
    """Take in a clue of a partner body; in five working days it is handled, forwarded, split or returned."""

    serializer_class = ReferralInput

    def act(self, *, by: Person, subject: dict[str, Any], classification: Any, **data: Any) -> Clue:
        new = NewReferral(subject=NewSubject(**subject), level=classification, **data)
        return receive_clue(new, by=by)

    def location(self, row: Clue) -> str:
        return str(link_to(row))
