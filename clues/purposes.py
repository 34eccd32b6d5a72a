"""What clues are approved for, and what the signers see."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from clues.actions.decisions import amend_plan, assignment_decided, opinion_decided
from clues.actions.merged import merge_decided
from clues.models import Clue
from clues.policies import may_end_approval
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
        code="clue.routing",
        title=_("Assignment of a clue"),
        model=Clue,
        content=_assignment,
        unit_of=_unit_of,
        decided=assignment_decided,
        lines=lines_of,
        may_end=may_end_approval,
    )
)


def _merging(main: Clue) -> dict[str, Any]:
    merge = main.merged_here.select_related("clue__category").latest("pk")
    other = {"number": merge.clue.number, "title": merge.clue.title, "summary": merge.clue.summary}
    return _facts(main) | {"merged": other, "reason": merge.reason}


MERGING = declare(
    Purpose(
        code="clue.merge",
        title=_("Merging of two clues"),
        model=Clue,
        content=_merging,
        unit_of=_unit_of,
        decided=merge_decided,
        lines=lines_of,
        may_end=may_end_approval,
    )
)
OPINION = declare(
    Purpose(
        code="clue.opinion",
        title=_("Disposal opinion"),
        model=Clue,
        content=_opinion,
        unit_of=_unit_of,
        decided=opinion_decided,
        lines=lines_of,
        may_end=may_end_approval,
        amend={"plan": amend_plan},
    )
)
