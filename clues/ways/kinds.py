"""Ways and stages of disposal: what can happen, how it is told, what waits for somebody."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from hub.duties.kinds import duty_kind
from hub.events.kinds import EventKinds, Telling, event_kinds

STAGE = duty_kind(
    "clue.stage",
    _("See to the stage that is due, and note it"),
    _("The way of disposal asks for it"),
    page="clues:clue-stage",
)


@event_kinds
class Kind(EventKinds):
    STAGE_DONE = "clue.stage_done", Telling("check"), _("A stage of the disposal was done")
