"""What motions are approved for: a purpose for each kind, with its own chain, declared by its capability."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from clues.clue.models.clues import Clue
from clues.clue.purposes import around_of, case_managers, facts_of, of_clues
from clues.motions.decided import Consequence, declare_consequence, motion_decided
from clues.motions.models import Motion
from clues.motions.terms import MotionKind
from hub.approvals.purposes import Parts, Purpose
from hub.events.kinds import EventKinds


def _no_more(motion: Motion) -> dict[str, Any]:
    return {}


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on the sheet beside the reason. content: of a motion, read with its `related` rows."""

    content: Callable[[Motion], dict[str, Any]] = _no_more
    parts: Parts | None = None
    related: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class KindOfMotion:
    """One kind of motion, as `put_forward` needs it. told: the line that it was proposed."""

    kind: MotionKind
    told: EventKinds
    purpose: Purpose


def kind_of_motion(
    kind: MotionKind,
    told: EventKinds,
    follows: Consequence,
    *,
    sheet: Sheet = Sheet(),
    revisers: Callable[[Clue], Sequence[tuple[str, int]]] = case_managers,
) -> KindOfMotion:
    """Declare what a kind of motion is told by, what its signers see and what follows from their decision."""

    def contents(clues: Sequence[Clue]) -> list[dict[str, Any]]:
        motions = Motion.objects.select_related(*sheet.related).order_by("pk")
        around = around_of(clues, Prefetch("motions", motions))
        latest = {pk: list(clue.motions.all())[-1] for pk, clue in around.items()}
        return [
            facts_of(clue, around[clue.pk])
            | {"reason": latest[clue.pk].reason}
            | sheet.content(latest[clue.pk])
            for clue in clues
        ]

    declare_consequence(kind, follows)
    purpose = of_clues(
        f"clue.{kind}",
        kind.label,
        contents,
        motion_decided,
        first=sheet.parts or {},
        last={"reason": (_("Reason"), str)},
        revisers=revisers,
    )
    return KindOfMotion(kind, told, purpose)
