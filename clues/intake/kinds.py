"""How a clue comes in: what can happen, how it is told, what waits for somebody."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from hub.duties.kinds import duty_kind
from hub.events.kinds import EventKinds, Telling, event_kinds

DECIDE = duty_kind(
    "clue.decide",
    _("Handle, forward, split or return"),
    _("A partner body passed on a clue"),
    "partner.clue_forward",
)


@event_kinds
class Kind(EventKinds):
    LETTER_TRANSFERRED = "letter.transferred", Telling("arrow-right"), _("Letter passed to case management")
    CLUE_REGISTERED = "clue.registered", Telling("plus"), _("Clue registered")
    CLUE_RECEIVED = "clue.received", Telling("plus"), _("Clue of a partner body received")
    TAKEN_ON = "clue.taken_on", Telling("check"), _("Clue of a partner body taken on")
