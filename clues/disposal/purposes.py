"""The disposal opinion and the report of a verification, as their signers see them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from clues.clue.models.clues import Clue
from clues.clue.purposes import around_of, facts_of, handlers, of_clues
from clues.disposal.decided import amend_plan, opinion_decided, report_decided
from clues.disposal.models import DisposalOpinion, DisposalResult
from clues.disposal.terms import Finding, Proposal


def _opinions(clues: Sequence[Clue]) -> list[dict[str, Any]]:
    opinions = DisposalOpinion.objects.select_related("way").prefetch_related("way__fields").order_by("pk")
    around = around_of(clues, Prefetch("opinions", opinions))
    return [facts_of(clue, around[clue.pk]) | _opinion(around[clue.pk]) for clue in clues]


def _opinion(around: Clue) -> dict[str, Any]:
    opinion = list(around.opinions.all())[-1]
    names = {field.code: field.name for field in opinion.way.fields.all()}
    # Pairs, in the order of the way's fields: a mapping comes back from the database in another order.
    codes = [*(code for code in names if code in opinion.details), *sorted(set(opinion.details) - set(names))]
    details = [[names.get(code, code), opinion.details[code]] for code in codes]
    shown: dict[str, Any] = {"way": opinion.way.name, "plan": opinion.plan}
    return shown | ({"details": details} if details else {})


def _reports(clues: Sequence[Clue]) -> list[dict[str, Any]]:
    around = around_of(clues, Prefetch("results", DisposalResult.objects.order_by("pk")))
    return [facts_of(clue, around[clue.pk]) | _report(around[clue.pk]) for clue in clues]


def _report(around: Clue) -> dict[str, Any]:
    result = list(around.results.all())[-1]
    heard = (
        ["statement", result.statement] if result.statement else ["no_statement", result.no_statement_reason]
    )
    return {
        "recommendation": result.proposal,
        "finding": result.finding,
        "report": result.report,
        heard[0]: heard[1],
    }


def _details(details: list[list[str]]) -> str:
    return "\n".join(f"{name}: {said}" for name, said in details)


def _recommendation(code: str) -> str:
    return str(Proposal(code).label)


def _found(code: str) -> str:
    return str(Finding(code).label)


OPINION = of_clues(
    "clue.opinion",
    _("Disposal opinion"),
    _opinions,
    opinion_decided,
    first={
        "way": (_("Way of disposal"), str),
        "plan": (_("Plan"), str),
        "details": (_("What this way requires"), _details),
    },
    revisers=handlers,
    amend={"plan": amend_plan},
)


REPORT = of_clues(
    "clue.report",
    _("Report of a verification"),
    _reports,
    report_decided,
    first={
        "recommendation": (_("What is proposed"), _recommendation),
        "finding": (_("Finding"), _found),
        "report": (_("Report"), str),
        "statement": (_("Statement of the subject"), str),
        "no_statement": (_("Why there is no statement"), str),
    },
    revisers=handlers,
)
