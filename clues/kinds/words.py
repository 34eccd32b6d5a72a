"""What people wrote when they did something to a letter or clue: told in its history beside what was done."""

from __future__ import annotations

from typing import Any

from clues.models import (
    Custody,
    DisposalOpinion,
    DisposalResult,
    FollowUp,
    FramingFinding,
    IdentityOpening,
    LetterReturn,
    Motion,
    PassedDown,
    Reclassification,
    RoutingProposal,
    Suspension,
    Transfer,
)
from hub.events.kinds import Rows


def _letter_return(asked: Any) -> str:
    return f"{asked.get_ground_display()} {asked.organ}".rstrip() + f"\n{asked.reason}"


def _framing(finding: Any) -> str:
    said = f"{finding.get_organ_display()} {finding.document} {finding.decided_on}"
    return f"{said}\n{finding.late_reason}".rstrip()


def _follow_up(told: Any) -> str:
    return f"{told.get_task_display()} {told.told_on}\n{told.note}\n{told.late_reason}".rstrip()


_LETTER_RETURNS = Rows("return", LetterReturn.objects.all())
_PASSES = Rows("pass", PassedDown.objects.select_related("to_unit"))
_FINDINGS = Rows("finding", FramingFinding.objects.all())
_OPENINGS = Rows("opening", IdentityOpening.objects.all())
_CUSTODIES = Rows("custody", Custody.objects.all())
_PROPOSALS = Rows("proposal", RoutingProposal.objects.all())
_OPINIONS = Rows("opinion", DisposalOpinion.objects.select_related("way"))
_RESULTS = Rows("result", DisposalResult.objects.all())
_FOLLOW_UPS = Rows("follow_up", FollowUp.objects.all())
_LEVELS = Rows("reclassification", Reclassification.objects.select_related("before", "after"))
_MOTIONS = Rows("motion", Motion.objects.all())
_SUSPENSIONS = Rows("suspension", Suspension.objects.all())
_TRANSFERS = Rows("transfer", Transfer.objects.all())

LETTER_RETURN = _LETTER_RETURNS.said(_letter_return)
PASSED_DOWN = _PASSES.said(lambda passed: f"{passed.to_unit}\n{passed.reason}")
PASS_ANSWER = _PASSES.said(lambda passed: passed.answer_reason)
FRAMING = _FINDINGS.said(_framing)
OPENED = _OPENINGS.said(lambda opening: opening.reason)
GIVEN = _CUSTODIES.said(lambda custody: custody.note)
RETURNED = _CUSTODIES.said(lambda custody: custody.return_reason)
CHOSEN = _PROPOSALS.said(lambda proposal: proposal.override_reason)
OPINION = _OPINIONS.said(lambda opinion: f"{opinion.way}\n{opinion.plan}")
RESULT = _RESULTS.said(lambda result: result.get_finding_display())
REPORT = _RESULTS.said(lambda result: f"{result.get_finding_display()}\n{result.get_proposal_display()}")
FOLLOWED_UP = _FOLLOW_UPS.said(_follow_up)
RECLASSIFIED = _LEVELS.said(lambda change: f"{change.before} → {change.after}\n{change.reason}")
MOVED = _MOTIONS.said(lambda motion: motion.reason)
RESUMED = _SUSPENSIONS.said(lambda stopped: stopped.resume_reason)
DECLINED = _TRANSFERS.said(lambda transfer: transfer.decline_reason)
