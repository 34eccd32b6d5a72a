"""The end of a clue and what is owed after it: what can happen, how it is told, what waits for somebody."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from clues.closing.models import FollowUp
from clues.motions.kinds import MOVED
from hub.duties.kinds import duty_kind
from hub.events.kinds import EventKinds, Rows, Telling, event_kinds

FOLLOW_UP = duty_kind(
    "clue.follow_up",
    _("Tell the person or clarify, and note it"),
    _("The clue came to nothing"),
    "clue.follow_up",
)


def _follow_up(told: Any) -> str:
    return f"{told.get_task_display()} {told.told_on}\n{told.note}\n{told.late_reason}".rstrip()


_FOLLOW_UPS = Rows("follow_up", FollowUp.objects.all())


FOLLOWED_UP = _FOLLOW_UPS.said(_follow_up)


@event_kinds
class Kind(EventKinds):
    FOLLOWED_UP = (
        "clue.followed_up",
        Telling("chat-bubble-left-right", FOLLOWED_UP),
        _("Told to the person, or clarified"),
    )
    CLUE_CONCLUDED = "clue.concluded", Telling("flag", follows=True), _("Clue concluded")
    CONCLUSION_PROPOSED = (
        "clue.conclusion_proposed",
        Telling("light-bulb", MOVED),
        _("Conclusion proposed"),
    )
    STRIKING_PROPOSED = (
        "clue.striking_proposed",
        Telling("light-bulb", MOVED),
        _("Striking from the ledger proposed"),
    )
    STRUCK = "clue.struck", Telling("archive-box", follows=True), _("Struck from the ledger")
