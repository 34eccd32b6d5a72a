"""The transfer of a clue to another organ: a motion of case management."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clues.clue.flow import ClueFlow
from clues.motions.decided import Consequence
from clues.motions.models import Motion
from clues.motions.purposes import Sheet, kind_of_motion
from clues.motions.terms import MotionKind
from clues.transfers.decided import hand_over
from clues.transfers.kinds import Kind


def _asked(motion: Motion) -> dict[str, Any]:
    asked = motion.transfer
    return {
        "transfer": {
            "organ": asked.unit.name if asked.unit else asked.organ,
            "returns": asked.returns,
            "proposed": asked.proposed.name if asked.proposed else asked.proposed_organ,
            "override_reason": asked.override_reason,
            "values": asked.values,
        }
    }


def _said(asked: dict[str, Any]) -> str:
    """Where to, and whether that is what jurisdiction says."""
    if asked["returns"]:
        return _("%(organ)s, from where it came") % asked
    said = [asked["organ"]]
    if asked["override_reason"]:
        named = asked["proposed"] or _("this commission")
        said.append(_("Jurisdiction names: %(organ)s") % {"organ": named})
        said.append(_("Reason for another organ: %(reason)s") % {"reason": asked["override_reason"]})
    return "\n".join(said)


TRANSFER = kind_of_motion(
    MotionKind.TRANSFER,
    Kind.TRANSFER_PROPOSED,
    Consequence(lambda motion, clue: ClueFlow(clue).hand_over.can_proceed(), hand_over),
    sheet=Sheet(
        _asked, {"transfer": (gettext_lazy("Goes to"), _said)}, ["transfer__unit", "transfer__proposed"]
    ),
)
