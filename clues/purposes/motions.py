"""What motions are approved for, and what the signers see: one purpose for each kind, with its own chain."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone

from clues.actions.moved import motion_decided
from clues.models import Clue, Extension, Motion, Transfer
from clues.purposes.clues import around_of, case_managers, facts_of, handlers, of_clues
from clues.terms import MotionKind


def _motions(clues: Sequence[Clue]) -> list[dict[str, Any]]:
    latest = Motion.objects.select_related(
        "extension__rule", "transfer__unit", "transfer__proposed"
    ).order_by("pk")
    around = around_of(clues, Prefetch("motions", latest))
    return [facts_of(clue, around[clue.pk]) | _motion(around[clue.pk]) for clue in clues]


def _motion(around: Clue) -> dict[str, Any]:
    motion = list(around.motions.all())[-1]
    said: dict[str, Any] = {"reason": motion.reason}
    if motion.kind == MotionKind.EXTENSION:
        said["extension"] = _extension(motion.extension)
    if motion.kind == MotionKind.TRANSFER:
        said["transfer"] = _transfer(motion.transfer)
    return said


def _extension(asked: Extension) -> dict[str, Any]:
    return {
        "awaited": asked.awaited,
        "before": timezone.localdate(asked.before).isoformat(),
        "until": timezone.localdate(asked.until).isoformat(),
        "rule": f"{asked.rule.name} {asked.rule.basis}",
        "document": asked.document,
        "late_reason": asked.late_reason,
    }


def _transfer(asked: Transfer) -> dict[str, Any]:
    return {
        "organ": asked.unit.name if asked.unit else asked.organ,
        "returns": asked.returns,
        "proposed": asked.proposed.name if asked.proposed else asked.proposed_organ,
        "override_reason": asked.override_reason,
        "values": asked.values,
    }


_BY_HANDLERS = (MotionKind.EXTENSION, MotionKind.SUSPENSION)
_SHOWN = {
    MotionKind.EXTENSION: ["extension", "reason"],
    MotionKind.TRANSFER: ["transfer", "reason"],
}

PURPOSES = {
    kind: of_clues(
        f"clue.{kind}",
        kind.label,
        _motions,
        motion_decided,
        _SHOWN.get(kind, ["reason"]),
        revisers=handlers if kind in _BY_HANDLERS else case_managers,
    )
    for kind in MotionKind
}
