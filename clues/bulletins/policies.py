"""Who may do what about bulletins between offices. A refusal always says why."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from clues.bulletins.models import Bulletin
from clues.holders import TELLING
from hub.kernel.errors import Conflict
from hub.kernel.verdict import ALLOWED, Verdict, deny


def closed_to_sending(bulletin: Bulletin) -> Conflict | None:
    """Why it is not sent now; None where it can be."""
    if bulletin.sent_at is None:
        return None
    return Conflict(_("This bulletin is sent already."), code="sent")


def closed_to_signing(bulletin: Bulletin) -> Conflict | None:
    """Why it is not signed for now; None where it can be."""
    if bulletin.sent_at is not None and bulletin.signed_at is None:
        return None
    return Conflict(_("This bulletin is not waiting to be signed for."), code="not-open")


def may_send_bulletin(bulletin: Bulletin, by: Person) -> Verdict:
    return _acts_for(bulletin.sender_id, by)


def may_sign_bulletin(bulletin: Bulletin, by: Person) -> Verdict:
    return _acts_for(bulletin.receiver_id, by)


def _acts_for(unit_id: int, by: Person) -> Verdict:
    if by.holds(*TELLING, unit_id=unit_id):
        return ALLOWED
    return deny("not_office", _("Only the office whose turn it is does this."))
