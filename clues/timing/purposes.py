"""The extension of a day and the suspension of a clue's time: motions of those who have it in hand."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clues.clue.flow import ClueFlow
from clues.clue.purposes import handlers
from clues.motions.decided import Consequence
from clues.motions.models import Motion
from clues.motions.purposes import Sheet, kind_of_motion
from clues.motions.terms import MotionKind
from clues.timing.decided import extend, is_awaited_still, suspend
from clues.timing.kinds import Kind
from clues.timing.terms import Awaited


def _asked(motion: Motion) -> dict[str, Any]:
    asked = motion.extension
    return {
        "extension": {
            "awaited": asked.awaited,
            "before": timezone.localdate(asked.before).isoformat(),
            "until": timezone.localdate(asked.until).isoformat(),
            "rule": f"{asked.rule.name} {asked.rule.basis}",
            "document": asked.document,
            "late_reason": asked.late_reason,
        }
    }


def _said(asked: dict[str, Any]) -> str:
    """Which day becomes which, and what makes it out of the ordinary."""
    days = {"what": Awaited(asked["awaited"]).label, "before": asked["before"], "until": asked["until"]}
    said = [_("%(what)s: %(before)s → %(until)s") % days, asked["rule"]]
    if asked["document"]:
        said.append(_("Superior's reply: %(number)s") % {"number": asked["document"]})
    if asked["late_reason"]:
        said.append(_("Asked for after the day, because: %(reason)s") % {"reason": asked["late_reason"]})
    return "\n".join(said)


EXTENSION = kind_of_motion(
    MotionKind.EXTENSION,
    Kind.EXTENSION_ASKED,
    Consequence(is_awaited_still, extend),
    sheet=Sheet(_asked, {"extension": (gettext_lazy("Extension"), _said)}, ["extension__rule"]),
    revisers=handlers,
)


SUSPENSION = kind_of_motion(
    MotionKind.SUSPENSION,
    Kind.SUSPENSION_ASKED,
    Consequence(lambda motion, clue: ClueFlow(clue).suspend.can_proceed(), suspend),
    revisers=handlers,
)
