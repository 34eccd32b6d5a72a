"""Disposal: the opinion, the result, the feedback, the conclusion."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person, Unit
from accounts.querysets import on_day
from clues.apart.compartments import chain_for
from clues.clue.actions import ask_managers, save
from clues.clue.flow import ClueFlow
from clues.clue.models.clues import Clue
from clues.disposal.decided import begin_hold, have_result
from clues.disposal.kinds import CONCLUDE, FEED_BACK, Kind
from clues.disposal.models import DisposalOpinion, DisposalResult, Hold
from clues.disposal.purposes import OPINION as OPINION_PURPOSE
from clues.disposal.purposes import REPORT as REPORT_PURPOSE
from clues.holders import PETITION, groups_in
from clues.letters.models.letters import Letter
from clues.reporters.models import Feedback
from clues.timing.actions.asking import ask_handlers
from clues.timing.actions.due_dates import start_time
from clues.timing.kinds import OPINION, RESULT, REVIEW_HOLD
from clues.timing.terms import Awaited
from clues.ways.models import DisposalWay
from hub.access.readers import readers_of
from hub.approvals.actions import resubmit, submit_for_approval
from hub.approvals.models import Approval
from hub.duties.actions import close_duties
from hub.events.actions import record
from hub.kernel.acting import action
from hub.kernel.errors import Invalid, demand_reason
from hub.kernel.transitions import enter, locked


def submit_opinion(
    number: str, *, way: DisposalWay, plan: str, by: Person, details: Mapping[str, str] | None = None
) -> Clue:
    """A handler proposes how to dispose of the clue, with a plan (监督执纪工作规则 art. 21).

    details: code of a field of the way -> text. What the way requires and is missing is Invalid at its field.
    """
    with locked(Clue.objects.visible_to(by), number=number) as clue:
        enter(ClueFlow(clue).submit_opinion, by=by)
        opinion = _write_opinion(clue, way, plan, details or {}, by=by)
        close_duties(OPINION, of=clue, by=by)
        chain = chain_for(clue, OPINION_PURPOSE.code, chain_of(way, clue))
        submit_for_approval(clue, purpose=OPINION_PURPOSE, by=by, chain_code=chain)
        data = {"opinion": opinion.pk}
        record(Kind.OPINION_SUBMITTED, by=by, of=clue, to=readers_of(clue), data=data)
        return clue


def chain_of(way: DisposalWay, clue: Clue) -> str:
    """Code of the chain that decides: the way's own, or the one for the position the subject holds today."""
    standing = clue.subject.standings.current().first()
    special = way.chains.filter(on_day(timezone.localdate()))
    found = special.filter(position=standing.position).first() if standing else None
    return found.chain if found else way.chain


def revise_opinion(
    number: str, *, way: DisposalWay, plan: str, by: Person, details: Mapping[str, str] | None = None
) -> Clue:
    """After a return: change the opinion and submit it again.

    The running approval keeps its chain: a way that other people decide on is Invalid.
    """
    with locked(Clue.objects.visible_to(by), number=number) as clue:
        enter(ClueFlow(clue).revise_opinion, by=by)
        if chain_of(way, clue) != Approval.objects.about(clue)[0].chain.code:
            said = _("Other people decide on this way: withdraw the opinion and submit a new one.")
            raise Invalid({"way": [said]}, code="other-chain")
        opinion = _write_opinion(clue, way, plan, details or {}, by=by)
        resubmit(clue, by=by, written=Kind.OPINION_SUBMITTED.retold(opinion))
        return clue


@dataclass(frozen=True, slots=True)
class NewResult:
    """What was found. statement: what the subject said, or why there is none in no_statement_reason.

    proposal: what those who verified propose, where the way has its result approved (监督执纪工作规则 35).
    """

    finding: str
    report: str
    statement: str = ""
    no_statement_reason: str = ""
    proposal: str = ""


def record_result(number: str, *, new: NewResult, by: Person) -> Clue:
    """A handler records what was found. The subject's statement is on file, or why there is none.

    Where the way has its result approved, it goes to the other handlers first, as their report too.
    """
    with locked(Clue.objects.visible_to(by), number=number) as clue:
        chain = clue.result_chain
        enter(ClueFlow(clue).record_result, by=by)
        data = {"result": _write_result(clue, new, bool(chain), by).pk}
        if not chain:
            have_result(clue, by)
            record(Kind.RESULT_RECORDED, by=by, of=clue, to=readers_of(clue), data=data)
            return clue
        save(clue)
        close_duties(RESULT, of=clue, by=by)
        code = chain_for(clue, REPORT_PURPOSE.code, chain)
        submit_for_approval(clue, purpose=REPORT_PURPOSE, by=by, chain_code=code)
        record(Kind.REPORT_SUBMITTED, by=by, of=clue, to=readers_of(clue), data=data)
        return clue


def revise_report(number: str, *, new: NewResult, by: Person) -> Clue:
    """After a return: change the report and submit it again. The earlier one is kept."""
    with locked(Clue.objects.visible_to(by), number=number) as clue:
        enter(ClueFlow(clue).revise_report, by=by)
        report = _write_result(clue, new, True, by)
        save(clue)
        resubmit(clue, by=by, written=Kind.REPORT_SUBMITTED.retold(report))
        return clue


def feed_back(number: str, *, text: str, by: Person) -> Clue:
    """Tell the result to the petition offices of the letters, repeats and those of merged clues included,
    who see it with their letter.

    Without a letter it is told to the initiator's unit.
    """
    with locked(Clue.objects.visible_to(by), number=number) as clue:
        enter(ClueFlow(clue).feed_back, by=by)
        letters = list(clue.letters_answered().select_related("unit").order_by("pk"))
        for unit in to_be_told(clue, letters):
            Feedback.objects.create(clue=clue, to_unit=unit, text=text, by=by)
        save(clue)
        close_duties(FEED_BACK, of=clue, by=by)
        ask_managers(CONCLUDE, clue)
        for letter in letters:
            record(Kind.LETTER_ANSWERED, by=by, of=letter, to=_petition_readers(letter))
        record(Kind.CLUE_ANSWERED, by=by, of=clue, to=readers_of(clue))
        return clue


def to_be_told(clue: Clue, letters: Iterable[Letter]) -> list[Unit]:
    """The offices of the letters, and whoever gave the clue to another organ.

    For an initiator who holds no post any more, case management takes the feedback.
    """
    offices = {letter.unit for letter in letters}
    if not offices:
        post = next(iter(clue.initiator.current_posts), None)
        offices = {post.group.unit if post else clue.office}
    given = clue.transfers.filter(declined=False, ended_at__isnull=False).select_related("from_unit")
    return sorted(offices | {transfer.from_unit for transfer in given}, key=lambda unit: unit.pk)


def _write_opinion(
    clue: Clue, way: DisposalWay, plan: str, details: Mapping[str, str], *, by: Person
) -> DisposalOpinion:
    """Only what the way asks for is kept."""
    asked = {field.code: details.get(field.code, "").strip() for field in way.fields.all()}
    if missing := [code for code, said in asked.items() if not said]:
        said = _("This way of disposal requires it.")
        raise Invalid({code: [said] for code in missing}, code="required-by-way")
    opinion = DisposalOpinion.objects.create(clue=clue, way=way, plan=plan, details=asked, by=by)
    save(clue)
    return opinion


def _write_result(clue: Clue, new: NewResult, is_report: bool, by: Person) -> DisposalResult:
    statement, no_statement_reason = new.statement.strip(), new.no_statement_reason.strip()
    wrong: dict[str, list[str]] = {}
    if not (statement or no_statement_reason):
        wrong["statement"] = [_("The subject's statement, or why there is none, must be on file.")]
    if is_report and not new.proposal:
        wrong["proposal"] = [_("Please say what is proposed.")]
    if wrong:
        raise Invalid(wrong)
    return DisposalResult.objects.create(
        clue=clue,
        finding=new.finding,
        report=new.report,
        statement=statement,
        no_statement_reason=no_statement_reason,
        proposal=new.proposal if is_report else "",
        approved=not is_report,
        by=by,
    )


def _petition_readers(letter: Letter) -> list[int]:
    groups = groups_in(letter.unit, *PETITION).groups
    holders = Person.objects.holding(group__in=groups).values_list("pk", flat=True)
    return sorted(set(readers_of(letter)) & set(holders))


def hold_again(number: str, *, reason: str, by: Person) -> Clue:
    """A handler has looked at it again: held for another half year. The reason is required."""
    with locked(Clue.objects.visible_to(by), number=number) as clue:
        enter(ClueFlow(clue).hold_again, by=by)
        _end_hold(clue, reason, by)
        begin_hold(clue, reason.strip(), by)
        save(clue)
        record(Kind.HELD_AGAIN, by=by, of=clue, to=readers_of(clue))
        return clue


def take_up(number: str, *, reason: str, by: Person) -> Clue:
    """A handler takes it up again, with a reason: another opinion is due within the time of a new one."""
    with locked(Clue.objects.visible_to(by), number=number) as clue:
        enter(ClueFlow(clue).take_up, by=by)
        _end_hold(clue, reason, by)
        start_time(clue, Awaited.OPINION, str(OPINION.deadline), by=by)
        save(clue)
        ask_handlers(OPINION, clue)
        record(Kind.TAKEN_UP, by=by, of=clue, to=readers_of(clue))
        return clue


def ask_for_reviews(now: datetime) -> int:
    """Ask the handlers of every clue whose half year is over to look again, once; returns how many clues."""
    return sum(_ask(pk, now) for pk in list(Hold.objects.to_review(now).values_list("pk", flat=True)))


@action()
def _ask(pk: int, now: datetime) -> bool:
    """False when another worker was quicker, or the clue is no longer held."""
    held = Hold.objects.to_review(now).select_for_update(of=("self",), skip_locked=True).filter(pk=pk).first()
    if held is None:
        return False
    held.asked_at = now
    held.save(update_fields=["asked_at"])
    ask_handlers(REVIEW_HOLD, held.clue)
    record(Kind.REVIEW_DUE, by=None, of=held.clue, to=readers_of(held.clue))
    return True


def _end_hold(clue: Clue, reason: str, by: Person) -> None:
    demand_reason(reason)
    held = clue.holds.open().get()
    held.ended_at, held.end_reason = timezone.now(), reason.strip()
    held.save(update_fields=["ended_at", "end_reason"])
    close_duties(REVIEW_HOLD, of=clue, by=by)
