"""What clues are approved for, and what the signers see."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Prefetch
from django.db.models.functions import JSONObject
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from accounts.terms import Role
from clues.actions.decisions import amend_plan, assignment_decided, opinion_decided, report_decided
from clues.actions.merged import merge_decided
from clues.compartments import compartment_of
from clues.handlers import handlers_of
from clues.holders import CASE_MANAGEMENT, groups_in
from clues.models import (
    Attachment,
    Clue,
    DisposalOpinion,
    DisposalResult,
    Letter,
    Merge,
    RoutingProposal,
    Subject,
    SubjectStanding,
)
from clues.policies.clues import may_end_approval
from clues.sheets import FACTS, labels_of, lines_of
from hub.access.grants import Holders
from hub.approvals.purposes import Purpose, declare, digest_of


def facts_of(clue: Clue, around: Clue) -> dict[str, Any]:
    """`around`: the same clue, freshly read with what hangs on it."""
    return {
        "number": clue.number,
        "classification": clue.classification_id,
        "title": clue.title,
        "summary": clue.summary,
        "source": clue.source,
        "category": around.category.name,
        "subject": around.subject.name,
        "standing": next((_as_written(**said) for said in around.standing_now), ""),  # type: ignore[attr-defined]
        "letters": around.letters_now,  # type: ignore[attr-defined]
    }


def _as_written(unit: str | None, unit_name: str, post: str) -> str:
    return " ".join(part for part in (unit or unit_name, post) if part)


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


def around_of(clues: Sequence[Clue], decided: Prefetch) -> dict[int, Clue]:
    """The clues by key, freshly read with everything that hangs on them and is signed too.

    Never taken from the rows given: what these remember may be older than the action that asks.
    """
    files = Attachment.objects.filter(letter=OuterRef("pk")).order_by("pk").values("sha256")
    letters = Letter.objects.filter(clues=OuterRef("pk")).order_by("pk")
    standings = SubjectStanding.objects.current().filter(subject=OuterRef("subject"))[:1]
    rows = Clue.objects.filter(pk__in=[clue.pk for clue in clues]).annotate(
        letters_now=ArraySubquery(
            letters.values_list(JSONObject(number="number", attachments=ArraySubquery(files)))
        ),
        standing_now=ArraySubquery(
            standings.values_list(JSONObject(unit="unit__name", unit_name="unit_name", post="post"))
        ),
    )
    return {row.pk: row for row in rows.select_related("category", "subject").prefetch_related(decided)}


def around_of_letters(letters: Sequence[Letter], decided: Prefetch) -> dict[int, Letter]:
    """The same for letters."""
    rows = Letter.objects.filter(pk__in=[letter.pk for letter in letters]).select_related("category")
    subjects = Prefetch("subjects", Subject.objects.order_by("pk"))
    files = Prefetch("attachments", Attachment.objects.order_by("pk"))
    return {row.pk: row for row in rows.prefetch_related(subjects, files, decided)}


def _mergings(clues: Sequence[Clue]) -> list[dict[str, Any]]:
    around = around_of(clues, Prefetch("merged_here", Merge.objects.select_related("clue").order_by("pk")))
    return [facts_of(clue, around[clue.pk]) | _merging(around[clue.pk]) for clue in clues]


def _merging(around: Clue) -> dict[str, Any]:
    merge = list(around.merged_here.all())[-1]
    # Not its words: who sees the main clue need not see the other one. The digest binds them all the same.
    words = {"title": merge.clue.title, "summary": merge.clue.summary}
    return {"merged": {"number": merge.clue.number, "digest": digest_of(words)}, "reason": merge.reason}


_RELATIONS = {
    "holder": _("the unit that holds it"),
    "target": _("the unit it goes to"),
    "office": _("the office that keeps its line of the ledger"),
}


# Parts that people have in a clue.
_PARTS = {"handlers": _("those who handle it")}


def _people_of(clue: Clue, part: str) -> Sequence[int]:
    return [handler.pk for handler in handlers_of(clue)] if part == "handlers" else []


def _unit_of(clue: Clue, relation: str) -> Unit | None:
    return {"holder": clue.holder, "target": clue.target, "office": clue.office}.get(relation)


def _circle(clue: Clue) -> Holders | None:
    """A clue that is kept apart: the compartment, and those who handle it."""
    if not clue.is_apart:
        return None
    return Holders(compartment_of(clue.office).groups, [handler.pk for handler in handlers_of(clue)])


def _case_management(clue: Clue) -> Sequence[int]:
    return groups_in(clue.office, *CASE_MANAGEMENT).groups


def case_managers(clue: Clue) -> Sequence[tuple[str, int]]:
    return [("group", pk) for pk in groups_in(clue.office, Role.CASE_MANAGER).groups]


def handlers(clue: Clue) -> Sequence[tuple[str, int]]:
    return [("person", handler.pk) for handler in handlers_of(clue)]


def of_clues(
    code: str, title: Any, contents: Any, decided: Any, shown: Sequence[str], **more: Any
) -> Purpose:
    """A purpose that concerns clues. shown: fields the signers see first, before the facts."""
    return declare(
        Purpose(
            code=code,
            title=title,
            model=Clue,
            contents=contents,
            home=attrgetter("home"),
            unit_of=_unit_of,
            relations=_RELATIONS,
            people_of=_people_of,
            people=_PARTS,
            decided=decided,
            circle=_circle,
            stewards=_case_management,
            lines=lines_of,
            may_end=may_end_approval,
            fields=labels_of(*shown, *FACTS),
            **({"revisers": case_managers} | more),
        )
    )


ROUTING = of_clues("clue.routing", _("Assignment of a clue"), _assignments, assignment_decided, ["proposal"])
MERGING = of_clues("clue.merge", _("Merging of two clues"), _mergings, merge_decided, ["merged", "reason"])
OPINION = of_clues(
    "clue.opinion",
    _("Disposal opinion"),
    _opinions,
    opinion_decided,
    ["way", "plan", "details"],
    revisers=handlers,
    amend={"plan": amend_plan},
)
REPORT = of_clues(
    "clue.report",
    _("Report of a verification"),
    _reports,
    report_decided,
    ["recommendation", "finding", "report", "statement", "no_statement"],
    revisers=handlers,
)
