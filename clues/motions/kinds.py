"""What one proposes and others decide: what can happen, how it is told, what waits for somebody."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from clues.motions.models import Motion
from hub.events.kinds import EventKinds, Rows, Telling, event_kinds

_MOTIONS = Rows("motion", Motion.objects.all())


MOVED = _MOTIONS.said(lambda motion: motion.reason)


@event_kinds
class Kind(EventKinds):
    MOTION_DROPPED = "clue.motion_dropped", Telling(follows=True), _("What was proposed is not carried out")
