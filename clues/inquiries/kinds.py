"""Letters of inquiry: what can happen, how it is told, what waits for somebody."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from hub.events.kinds import EventKinds, Telling, event_kinds


@event_kinds
class Kind(EventKinds):
    INQUIRY_ISSUED = "clue.inquiry_issued", Telling("envelope"), _("Letter of inquiry issued")
    INQUIRY_ANSWERED = (
        "clue.inquiry_answered",
        Telling("chat-bubble-left-right"),
        _("Letter of inquiry answered"),
    )
