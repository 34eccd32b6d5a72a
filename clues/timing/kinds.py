"""Days, extensions and suspensions: what can happen, how it is told, what waits for somebody."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from clues.motions.kinds import MOVED
from clues.timing.models import Suspension
from hub.duties.kinds import duty_kind
from hub.events.kinds import EventKinds, Rows, Telling, event_kinds

OPINION = duty_kind(
    "clue.opinion", _("Submit the disposal opinion"), _("You handle this clue"), "clue.disposal_opinion"
)


RESULT = duty_kind("clue.result", _("Record the result"), _("The disposal opinion was approved"))


REVIEW_HOLD = duty_kind(
    "clue.review_hold",
    _("Look at the held clue again"),
    _("It has been held for half a year"),
    "clue.recheck",
)


_SUSPENSIONS = Rows("suspension", Suspension.objects.all())


RESUMED = _SUSPENSIONS.said(lambda stopped: stopped.resume_reason)


@event_kinds
class Kind(EventKinds):
    EXTENSION_ASKED = "clue.extension_asked", Telling("calendar", MOVED), _("Extension asked for")
    EXTENDED = "clue.extended", Telling("calendar", follows=True), _("Extended")
    SUSPENSION_ASKED = "clue.suspension_asked", Telling("pause", MOVED), _("Suspension asked for")
    SUSPENDED = "clue.suspended", Telling("pause", follows=True), _("Suspended: time stands still")
    RESUMED = "clue.resumed", Telling("play", RESUMED), _("Resumed: time runs again")
