"""The assignment of a clue, as its signers see it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clues.clue.models.clues import Clue
from clues.clue.purposes import around_of, facts_of, of_clues
from clues.routing.decided import assignment_decided
from clues.routing.models import RoutingProposal


def _assignments(clues: Sequence[Clue]) -> list[dict[str, Any]]:
    proposals = RoutingProposal.objects.select_related("proposed", "chosen")
    around = around_of(clues, Prefetch("proposals", proposals.order_by("pk")))
    return [facts_of(clue, around[clue.pk]) | {"proposal": _proposal(around[clue.pk])} for clue in clues]


def _proposal(around: Clue) -> dict[str, Any]:
    proposal = list(around.proposals.all())[-1]
    return {
        "target": proposal.chosen.name,
        "proposed": proposal.proposed.name if proposal.proposed else "",
        "override_reason": proposal.override_reason,
        "values": proposal.values,
    }


def _said(proposal: dict[str, Any]) -> str:
    """Whether the rules' proposal was followed, and why not where it was not."""
    if not proposal["proposed"]:
        return _("%(unit)s. The rules propose no unit. Reason: %(reason)s") % {
            "unit": proposal["target"],
            "reason": proposal["override_reason"],
        }
    if proposal["override_reason"]:
        return _("%(unit)s. The rules propose %(proposed)s. Reason for the other unit: %(reason)s") % {
            "unit": proposal["target"],
            "proposed": proposal["proposed"],
            "reason": proposal["override_reason"],
        }
    return _("%(unit)s, as the rules propose") % {"unit": proposal["target"]}


ROUTING = of_clues(
    "clue.routing",
    gettext_lazy("Assignment of a clue"),
    _assignments,
    assignment_decided,
    first={"proposal": (gettext_lazy("Unit in charge"), _said)},
)
