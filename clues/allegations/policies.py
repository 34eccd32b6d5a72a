"""Who may do what about what is alleged in a clue. A refusal always says why."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from clues.clue.models.clues import OUT_OF_HAND, Clue
from clues.clue.policies import may_handle, may_manage
from hub.kernel.verdict import ALLOWED, Verdict, deny


def may_add_allegation(clue: Clue, by: Person) -> Verdict:
    """Who works on the clue, or the case managers who keep it, while somebody has it in hand."""
    if clue.state in OUT_OF_HAND:
        return deny("out_of_hand", _("Nothing is added to a clue that nobody has in hand any more."))
    if may_manage(clue, by) or may_handle(clue, by):
        return ALLOWED
    return deny("not_in_hand", _("Only a handler of this clue or its case manager adds an allegation."))
