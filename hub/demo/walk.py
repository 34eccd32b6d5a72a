"""How a clue gets from each state to the next in the demo: the people whose work it is, one action each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from accounts.models import Person
from accounts.terms import Role, UnitKind
from clues.closing.actions import propose_conclusion
from clues.clue.handlers import eligible_handlers
from clues.clue.models.clues import Clue
from clues.clue.policies import HEADS
from clues.clue.terms import ClueState as S
from clues.custody.actions import assign_handlers, push_clue, sign_clue
from clues.disposal.actions import NewResult, feed_back, record_result, submit_opinion
from clues.disposal.terms import Finding, Proposal
from clues.routing.actions import propose_unit
from clues.routing.rules import route
from clues.ways.models import DisposalWay
from hub.approvals.actions import sign
from hub.approvals.models import Approval, Seat
from hub.approvals.purposes import digest_of, purpose_of
from hub.approvals.terms import Outcome
from hub.kernel.errors import HubError


class NobodyFits(HubError):
    """The demo found nobody for a step; the city is missing somebody."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a step was: who did it, and the sentence the terminal prints."""

    by: Person
    what: str


def holder(role: str, unit_id: int | None = None, kind: str | None = None) -> Person:
    """Somebody who holds the role today (in the unit, in a unit of the kind)."""
    people = Person.objects.all()
    where = {"group__role": role} | ({"group__unit": unit_id} if unit_id else {"group__unit__kind": kind})
    found = people.holding(**where).order_by("pk").first()
    if found is None:
        raise NobodyFits(f"nobody is {role}", code="nobody-fits", status=500)
    return found


def step(clue: Clue) -> Told:
    """Do the next step of the clue's way."""
    return _STEPS[S(clue.state)](clue)


def _propose(clue: Clue) -> Told:
    by = holder(Role.CASE_MANAGER, clue.office_id)
    found = route(clue)
    unit = found.unit
    assert unit is not None, "every subject of the demo falls under a rule"
    propose_unit(clue.number, chosen=unit, by=by)
    return Told(by, f"follows rule {found.rule} and proposes {unit}")


def _sign_approval(clue: Clue) -> Told:
    """The next signer of the running approval: whoever of the open seat may sign."""
    approval = Approval.objects.about(clue).get(outcome=Outcome.RUNNING)
    seat = Seat.objects.filter(step__approval=approval, step__state="open").open().order_by("pk").first()
    assert seat is not None
    people = (
        Person.objects.filter(pk=seat.person_id)
        if seat.person_id
        else Person.objects.holding(group=seat.group_id)
    )
    by = people.exclude(pk=approval.initiator_id).order_by("pk")[0]
    purpose = purpose_of(approval.purpose)
    sign(approval.pk, by=by, digest=digest_of(purpose.content(clue)), opinion="同意")
    return Told(by, f"signs “{seat.step}”")


def _push(clue: Clue) -> Told:
    by = holder(Role.CASE_MANAGER, clue.office_id)
    push_clue(clue.number, by=by, note="请按规定办理")
    return Told(by, f"pushes it to {clue.target}")


def _sign_for(clue: Clue) -> Told:
    by = holder(Role.CUSTODIAN, clue.target_id)
    sign_clue(clue.number, by=by)
    return Told(by, "signs for it; the month for the opinion begins")


def _head(clue: Clue) -> Person:
    role = HEADS[clue.holder.kind == UnitKind.INSPECTION_TEAM]
    return holder(role, clue.holder_id)


def _assign(clue: Clue) -> Told:
    by = _head(clue)
    handlers = eligible_handlers(clue).offered[:2]
    assign_handlers(clue.number, handlers=handlers, by=by)
    return Told(by, f"names {handlers[0]} and {handlers[1]}")


def _handler(clue: Clue) -> Person:
    return clue.assignments.filter(ended_at=None).order_by("pk")[0].person


def _opinion(clue: Clue) -> Told:
    by = _handler(clue)
    submit_opinion(
        clue.number,
        way=DisposalWay.objects.get(code="verification"),
        plan="两人初核，核对票据与台账",
        details={"group": "承办两人，分别核对票据与谈话核实", "work_plan": "初核方案〔2026〕1号"},
        by=by,
    )
    return Told(by, "proposes preliminary verification, with a plan")


def _result(clue: Clue) -> Told:
    by = _handler(clue)
    record_result(
        clue.number,
        new=NewResult(
            finding=Finding.UNFOUNDED,
            report="调阅票据、台账并谈话核实，所反映问题与事实不符。",
            statement="本人说明：相关支出为公务活动，附审批单。",
            proposal=Proposal.CONCLUDE,
        ),
        by=by,
    )
    return Told(by, "submits the report, with the subject's statement and a proposal")


def _feed_back(clue: Clue) -> Told:
    by = _head(clue)
    feed_back(clue.number, text="经核查，反映问题失实，建议予以澄清。", by=by)
    return Told(by, "feeds the result back to the petition office")


def _conclude(clue: Clue) -> Told:
    """One proposes it, another agrees."""
    if Approval.objects.about(clue).filter(outcome=Outcome.RUNNING).exists():
        return _sign_approval(clue)
    by = holder(Role.CASE_MANAGER, clue.office_id)
    propose_conclusion(clue.number, reason="已办理完毕，材料齐全", by=by)
    return Told(by, "proposes to conclude it")


_STEPS: dict[S, Callable[[Clue], Told]] = {
    S.REGISTERED: _propose,
    S.PROPOSED: _sign_approval,
    S.APPROVED: _push,
    S.PUSHED: _sign_for,
    S.SIGNED: _assign,
    S.ASSIGNED: _opinion,
    S.OPINION: _sign_approval,
    S.IN_DISPOSAL: _result,
    S.REPORT: _sign_approval,
    S.RESULT: _feed_back,
    S.ANSWERED: _conclude,
}
