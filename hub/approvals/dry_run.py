"""What a version of a chain would have meant for past matters. Counts only: whoever asks reads no matter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.models import PostGroup
from accounts.terms import UnitKind
from hub.approvals.models import Approval, Chain, ChainStep
from hub.approvals.purposes import Purpose
from hub.approvals.signers import Holder, seated

MATTERS = 200


@dataclass(frozen=True, slots=True)
class Misfit:
    """A step that would have fitted nobody for so many matters, by the kind of unit it asks."""

    step: ChainStep
    kind: str
    matters: int


@dataclass(frozen=True, slots=True)
class DryRun:
    """matters: how many were gone through; fitting: for how many every step would find its signers."""

    matters: int
    fitting: int
    misfits: list[Misfit]


def dry_run(chain: Chain, purpose: Purpose) -> DryRun:
    """The version against the last matters that went through a version of the same chain."""
    steps = list(chain.steps.prefetch_related("signers__unit"))
    approvals = list(
        Approval.objects.filter(chain__code=chain.code).select_related("initiator").order_by("-pk")[:MATTERS]
    )
    rows = purpose.model._base_manager.in_bulk([approval.of_id for approval in approvals])
    kinds = dict(PostGroup.objects.values_list("pk", "unit__kind"))
    misfits: Counter[tuple[int, str]] = Counter()
    fitting = 0
    for approval in approvals:
        found = [
            (number, kind)
            for number, step in enumerate(steps)
            for kind in _misfit(*seated(step, purpose, rows[approval.of_id], approval.initiator), kinds)
        ]
        misfits.update(found)
        fitting += not found
    told = [Misfit(steps[number], kind, n) for (number, kind), n in sorted(misfits.items())]
    return DryRun(len(approvals), fitting, told)


def _misfit(holders: list[Holder], fits_somebody: bool, kinds: dict[int, str]) -> Iterable[str]:
    """The kinds of unit that were asked in vain, in words."""
    if fits_somebody:
        return set()
    asked = {str(UnitKind(kinds[pk]).label) for side, pk in holders if side == "group"}
    asked |= {_("a person by name") for side, _pk in holders if side == "person"}
    return asked or {_("no such unit or person")}
