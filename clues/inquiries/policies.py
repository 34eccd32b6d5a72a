"""Who may do what about letters of inquiry. A refusal always says why."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from clues.clue.models.clues import Clue
from clues.clue.policies import may_handle
from clues.inquiries.drafts import awaits_answer, is_out
from hub.kernel.verdict import Verdict, deny


def may_issue_inquiry(clue: Clue, by: Person) -> Verdict:
    """A handler, while an answer is awaited and no letter is out: 监察法实施条例 art. 206."""
    handles = may_handle(clue, by)
    if handles and (awaits_answer(clue) is None or is_out(clue)):
        return deny("not-now", _("No answer is awaited of this clue, or a letter is out already."))
    return handles
