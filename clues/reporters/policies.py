"""Who may do what about what is owed to a real-name reporter. A refusal always says why."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from accounts.terms import Role
from clues.holders import REGISTERING
from clues.letters.models.letters import Letter
from hub.kernel.verdict import ALLOWED, Verdict, deny


def may_answer_reporter(letter: Letter, by: Person) -> Verdict:
    """Reporters are answered by the office they wrote to: 处理检举控告工作规则 arts. 26-27."""
    if by.holds(*REGISTERING, Role.OFFICE_HEAD, unit_id=letter.unit_id):
        return ALLOWED
    return deny("not_petition_office", _("Only the petition office that received the letter does this."))
