"""What motions are approved for, and what the signers see: one purpose for each kind, with its own chain."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone

from clues.actions.moved import motion_decided
from clues.models import Clue, Extension, Motion
from clues.purposes import around_of, facts_of, of_clues
from clues.terms import MotionKind


def _motions(clues: Sequence[Clue]) -> list[dict[str, Any]]:
    latest = Motion.objects.select_related("extension__rule").order_by("pk")
    around = around_of(clues, Prefetch("motions", latest))
    return [facts_of(clue, around[clue.pk]) | _motion(around[clue.pk]) for clue in clues]


def _motion(around: Clue) -> dict[str, Any]:
    motion = list(around.motions.all())[-1]
    extension = getattr(motion, "extension", None)
    return {"reason": motion.reason} | ({"extension": _extension(extension)} if extension else {})


def _extension(asked: Extension) -> dict[str, Any]:
    return {
        "awaited": asked.awaited,
        "before": timezone.localdate(asked.before).isoformat(),
        "until": timezone.localdate(asked.until).isoformat(),
        "certain": asked.certain,
        "rule": f"{asked.rule.name} {asked.rule.basis}",
        "document": asked.document,
        "late_reason": asked.late_reason,
    }


_SHOWN = {MotionKind.EXTENSION: ["extension", "reason"]}

PURPOSES = {
    kind: of_clues(f"clue.{kind}", kind.label, _motions, motion_decided, _SHOWN.get(kind, ["reason"]))
    for kind in MotionKind
}
