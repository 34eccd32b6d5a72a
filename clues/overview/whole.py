"""A clue or a letter with all that hangs on it, read by one question for its page and for the interface."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils import timezone

from clues.clue.models.clues import Clue
from clues.intake.kinds import DECIDE
from clues.letters.models.letters import Letter
from clues.letters.models.ways import FramingFinding
from clues.subjects.models import SubjectStanding
from clues.transfers.models import TransferOutcome
from hub.approvals.models import Approval
from hub.duties.models import Duty
from hub.kernel.prepared import DAY, ROW
from hub.kernel.sets import Asked, Whole

OF_CLUE = {
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

OF_LETTER = {
    "attachments": (),
    "framing_findings": ("by",),
    "identity_requests": ("by", "approver"),
    "mentions": ("subject", "unit"),
    "objections": (),
    "passes": ("from_unit", "to_unit", "by", "answered_by"),
    "returns": ("by",),
    "signature_check": ("by",),
    "tellings": ("by",),
}


@dataclass(frozen=True, slots=True)
class BesideClue:
    """What belongs to a clue and is no relation of it.

    approvals: the newest first. decide: what waits for a decision on what a partner body passed on. framing:
    decisions on the letters it was drawn from. outcomes: of its transfers. standing: its subject's today.
    """

    approvals: list[Approval]
    decide: list[Duty]
    framing: list[FramingFinding]
    outcomes: list[TransferOutcome]
    standing: list[SubjectStanding]


@dataclass(frozen=True, slots=True)
class BesideLetter:
    """What belongs to a letter and is no relation of it. approvals: the newest first."""

    approvals: list[Approval]


@cache
def _clue() -> Whole:
    return Whole(
        Clue,
        OF_CLUE,
        {
            "approvals": _approvals(Clue),
            "decide": Asked(Duty.objects.open().filter(**_about(Clue), kind=DECIDE.code).order_by("pk")),
            "framing": Asked(FramingFinding.objects.filter(letter__clues=ROW).order_by("pk"), ("by",)),
            "outcomes": Asked(TransferOutcome.objects.filter(transfer__clue=ROW), ("by",)),
            "standing": Asked(SubjectStanding.objects.current(DAY).filter(subject__clues=ROW), ("unit",)),
        },
    )


def read_clue(clue: Clue) -> BesideClue:
    """Let a visible clue know what hangs on it."""
    besides: dict[Any, list[Any]] = _clue().read(clue, {DAY: timezone.localdate()})
    return BesideClue(**besides)


def read_letter(letter: Letter) -> BesideLetter:
    """Let a visible letter know what hangs on it."""
    besides: dict[Any, list[Any]] = _letter().read(letter, {})
    return BesideLetter(**besides)


@cache
def _letter() -> Whole:
    return Whole(Letter, OF_LETTER, {"approvals": _approvals(Letter)})


def _approvals(model: type[Clue | Letter]) -> Asked:
    return Asked(Approval.objects.filter(**_about(model)).order_by("-pk"), ("chain",))


def _about(model: type[Clue | Letter]) -> dict[str, Any]:
    return {"of_label": model._meta.label_lower, "of_id": ROW}
