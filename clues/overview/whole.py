"""A clue with all that hangs on it, read by one question for its page and for the interface."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils import timezone

from clues.clue.models.clues import Clue
from clues.intake.kinds import DECIDE
from clues.letters.models.ways import FramingFinding
from clues.subjects.models import SubjectStanding
from clues.transfers.models import TransferOutcome
from hub.approvals.models import Approval
from hub.duties.models import Duty
from hub.kernel.prepared import DAY, ROW
from hub.kernel.sets import Asked, Whole

RELATIONS = {
    "assignments": ("person",),
    "custodies": ("from_unit", "to_unit", "given_by", "received_by"),
    "due_dates": ("rule", "set_by"),
    "feedbacks": ("to_unit", "by"),
    "follow_ups": ("by",),
    "holds": ("by",),
    "inquiries": ("office", "by", "answer_by"),
    "merged_here": (),
    "merges": (),
    "motions": ("by", "extension"),
    "opening_requests": (),
    "opinions": ("way", "by"),
    "proposals": ("rule", "proposed", "chosen", "by"),
    "referral": ("sender",),
    "report": ("rule", "by"),
    "results": ("by",),
    "split_from": (),
    "splits": (),
    "stages": ("what", "by"),
    "suspensions": ("motion",),
    "transfers": ("unit", "from_unit", "ended_by", "motion", "motion__by"),
}


@dataclass(frozen=True, slots=True)
class Besides:
    """What belongs to a clue and is no relation of it.

    approvals: the newest first. decide: what waits for a decision on what a partner body passed on. framing:
    decisions on the letters it was drawn from. outcomes: of its transfers. standing: its subject's today.
    """

    approvals: list[Approval]
    decide: list[Duty]
    framing: list[FramingFinding]
    outcomes: list[TransferOutcome]
    standing: list[SubjectStanding]


@cache
def _whole() -> Whole:
    of = {"of_label": Clue._meta.label_lower, "of_id": ROW}
    return Whole(
        Clue,
        RELATIONS,
        {
            "approvals": Asked(Approval.objects.filter(**of).order_by("-pk"), ("chain",)),
            "decide": Asked(Duty.objects.open().filter(**of, kind=DECIDE.code).order_by("pk")),
            "framing": Asked(FramingFinding.objects.filter(letter__clues=ROW).order_by("pk"), ("by",)),
            "outcomes": Asked(TransferOutcome.objects.filter(transfer__clue=ROW), ("by",)),
            "standing": Asked(SubjectStanding.objects.current(DAY).filter(subject__clues=ROW), ("unit",)),
        },
    )


def read_whole(clue: Clue) -> Besides:
    """Let a visible clue know what hangs on it."""
    besides: dict[Any, list[Any]] = _whole().read(clue, {DAY: timezone.localdate()})
    return Besides(**besides)
