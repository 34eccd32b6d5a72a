"""Who may do what about related matters. A refusal always says why."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from clues.clue.models.clues import Clue
from clues.holders import KNOWING
from hub.kernel.verdict import ALLOWED, Verdict, deny


def may_know_of_related(clue: Clue, by: Person) -> Verdict:
    """Who acts for the unit that holds the clue; not its handlers, nor whoever else reads it."""
    if by.holds(*KNOWING, unit_id=clue.holder_id):
        return ALLOWED
    return deny("not_holder", _("Only the custodian or the head of the unit in charge is told of this."))
