"""What is alleged in a clue: what can happen, how it is told, what waits for somebody."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from hub.events.kinds import EventKinds, Telling, event_kinds


@event_kinds
class Kind(EventKinds):
    ALLEGATION_ADDED = "clue.allegation_added", Telling("plus"), _("Allegation added")
