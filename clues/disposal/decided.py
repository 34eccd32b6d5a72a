"""What follows when an opinion or a report is decided. Runs in the last signer's transaction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from accounts.models import Person
from clues.clue.actions import ask_heads, save
from clues.clue.flow import ClueFlow
from clues.clue.models.clues import Clue
from clues.disposal.kinds import FEED_BACK, Kind
from clues.disposal.models import DisposalOpinion, DisposalResult
from clues.disposal.terms import Finding
from clues.terms import Source
from clues.timing.actions.asking import ask_handlers
from clues.timing.actions.due_dates import start_time
from clues.timing.kinds import OPINION, RESULT
from clues.timing.terms import Awaited
from clues.ways.actions import open_stage
from clues.ways.kinds import STAGE
from clues.ways.terms import NextStep
from hub.access.readers import readers_of
from hub.approvals.terms import Outcome
from hub.duties.actions import close_duties
from hub.events.actions import record
from hub.kernel.transitions import enter
from hub.rules.deadlines import due

HOLD_REVIEW = "clue.hold_review"


def amend_plan(clue: Clue, text: str, by: Person) -> Mapping[str, Any]:
    """A signer words the plan anew: a later opinion under their name, the handlers' own stays on file."""
    latest = clue.opinions.latest("pk")
    opinion = clue.opinions.create(way=latest.way, plan=text, details=latest.details, by=by)
    save(clue)
    return Kind.OPINION_SUBMITTED.retold(opinion)


def opinion_decided(clue: Clue, outcome: Outcome, by: Person) -> None:
    if outcome != Outcome.APPROVED:
        _refuse_opinion(clue, by)
        return
    opinion = clue.opinions.select_related("way").latest("pk")
    {
        NextStep.DISPOSE: _dispose,
        NextStep.HOLD: _hold,
        NextStep.CONCLUDE: _end,
        NextStep.REFUTE: _refute,
    }[NextStep(opinion.way.next_step)](clue, opinion, by)


def report_decided(clue: Clue, outcome: Outcome, by: Person) -> None:
    """Approved, the report is the result. Otherwise the handlers have the clue back; the report is kept."""
    if outcome == Outcome.APPROVED:
        enter(ClueFlow(clue).approve_report, by=by)
        result = clue.results.latest("pk")
        result.approved = True
        result.save(update_fields=["approved"])
        have_result(clue, by)
        record(Kind.REPORT_APPROVED, by=by, of=clue, to=readers_of(clue))
        return
    enter(ClueFlow(clue).refuse_report, by=by)
    save(clue)
    ask_handlers(RESULT, clue)
    record(Kind.REPORT_REFUSED, by=by, of=clue, to=readers_of(clue))


def have_result(clue: Clue, by: Person) -> None:
    """Nothing of its disposal waits any more; the unit's heads are to feed the result back."""
    save(clue)
    close_duties(RESULT, of=clue, by=by)
    close_duties(STAGE, of=clue, by=by)
    ask_heads(FEED_BACK, clue)


def begin_hold(clue: Clue, reason: str, by: Person) -> None:
    """Hold it until half a year from now (the rule clue.hold_review)."""
    clue.holds.create(reason=reason, by=by, review_at=due(HOLD_REVIEW, timezone.now()).at)


def _refuse_opinion(clue: Clue, by: Person) -> None:
    enter(ClueFlow(clue).refuse_opinion, by=by)
    save(clue)
    ask_handlers(OPINION, clue)
    record(Kind.OPINION_REFUSED, by=by, of=clue, to=readers_of(clue))


def _dispose(clue: Clue, opinion: DisposalOpinion, by: Person) -> None:
    enter(ClueFlow(clue).approve_opinion, by=by)
    if opinion.way.deadline and not (clue.source == Source.SUPERIOR and clue.result_due_at):
        start_time(clue, Awaited.RESULT, opinion.way.deadline, by=by)
    save(clue)
    ask_handlers(RESULT, clue)
    open_stage(clue, opinion.way)
    record(Kind.OPINION_APPROVED, by=by, of=clue, to=readers_of(clue))


def _hold(clue: Clue, opinion: DisposalOpinion, by: Person) -> None:
    enter(ClueFlow(clue).approve_hold, by=by)
    save(clue)
    begin_hold(clue, opinion.details.get("reason") or opinion.plan, opinion.by)
    record(Kind.CLUE_HELD, by=by, of=clue, to=readers_of(clue))


def _end(clue: Clue, opinion: DisposalOpinion, by: Person) -> None:
    enter(ClueFlow(clue).approve_ending, by=by)
    save(clue)
    ask_heads(FEED_BACK, clue)
    record(Kind.ENDING_APPROVED, by=by, of=clue, to=readers_of(clue))


def _refute(clue: Clue, opinion: DisposalOpinion, by: Person) -> None:
    """What was checked and what the person said to it stands in the opinion, and is the result."""
    result = DisposalResult.objects.create(
        clue=clue,
        finding=Finding.UNFOUNDED,
        report=opinion.details["check"],
        statement=opinion.details["statement"],
        by=opinion.by,
    )
    _end(clue, opinion, by)
    data = {"result": result.pk}
    record(Kind.RESULT_RECORDED, by=opinion.by, of=clue, to=readers_of(clue), data=data)
