"""Who may do what about letters that are not entered. A refusal always says why."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from accounts.terms import Role
from clues.sent_on.models import SentOn
from hub.kernel.errors import Conflict
from hub.kernel.verdict import ALLOWED, Verdict, deny


def closed_to_noting(row: SentOn) -> Conflict | None:
    """Why it is not noted that the letter was sent on; None where it can be."""
    if row.sent_on is None:
        return None
    return Conflict(_("It is noted already that this was sent on."), code="sent")


def may_note_sent(row: SentOn, by: Person) -> Verdict:
    if by.holds(Role.REGISTRAR, unit_id=row.unit_id):
        return ALLOWED
    return deny("not_registrar", _("Only a registrar of the office that received the letter does this."))
