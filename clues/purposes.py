"""What clues are approved for, and what the signers see."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from clues.actions.decisions import assignment_decided, opinion_decided
from clues.models import Clue
from clues.sheets import lines_of
from hub.approvals.purposes import Purpose, declare


def _facts(clue: Clue) -> dict[str, Any]:
    standing = clue.subject.standings.current().select_related("unit").first()
    return {
        "number": clue.number,
        "classification": clue.classification_id,
        "title": clue.title,
        "summary": clue.summary,
        "source": clue.source,
        "category": clue.category.name,
        "subject": clue.subject.name,
        "standing": standing.as_written if standing else "",
        "letters": [
            {"number": letter.number, "attachments": [a.sha256 for a in letter.attachments.order_by("pk")]}
            for letter in clue.letters.order_by("pk").prefetch_related("attachments")
        ],
    }


def _assignment(clue: Clue) -> dict[str, Any]:
    proposal = clue.proposals.select_related("proposed", "chosen").latest("pk")
    decided = {
        "target": proposal.chosen.name,
        "proposed": proposal.proposed.name if proposal.proposed else "",
        "override_reason": proposal.override_reason,
        "values": proposal.values,
    }
    return _facts(clue) | {"proposal": decided}


def _opinion(clue: Clue) -> dict[str, Any]:
    opinion = clue.opinions.select_related("way").latest("pk")
    return _facts(clue) | {"way": opinion.way.name, "plan": opinion.plan}


def _unit_of(clue: Clue, relation: str) -> Unit | None:
    """Relations a chain may name: "holder" (who has it) and "target" (where it goes)."""
    return {"holder": clue.holder, "target": clue.target}.get(relation)


ROUTING = declare(
    Purpose(
        "clue.routing", _("Assignment of a clue"), Clue, _assignment, _unit_of, assignment_decided, lines_of
    )
)
OPINION = declare(
    Purpose("clue.opinion", _("Disposal opinion"), Clue, _opinion, _unit_of, opinion_decided, lines_of)
)
