"""Letters and clues for tests, made by walking the real actions, never by writing a state."""

from __future__ import annotations

import itertools
from collections.abc import Callable

from django.utils import timezone

from clues.categories import Category
from clues.closing.actions import propose_conclusion, propose_striking
from clues.clue.models.clues import Clue
from clues.clue.terms import ClueState
from clues.custody.actions import assign_handlers, push_clue, sign_clue
from clues.disposal.actions import NewResult, feed_back, record_result, submit_opinion
from clues.disposal.terms import Finding, Proposal
from clues.intake.actions.drawing import NewClue, register_clue
from clues.intake.actions.receiving import NewReferral, receive_clue
from clues.letters.actions.letters import NewLetter, register_letter
from clues.letters.models.letters import Letter
from clues.merging.actions import propose_merge
from clues.routing.actions import propose_unit
from clues.routing.rules import route
from clues.subjects.actions import NewSubject
from clues.subjects.terms import Authority
from clues.timing.actions.suspending import ask_suspension
from clues.transfers.actions.handing_over import SignedReceipt, confirm_receipt
from clues.transfers.actions.proposing import Receiver, propose_transfer
from clues.ways.models import DisposalWay
from hub.rules.models import Level
from tests.recorded import recorded
from tests.signing import sign_as
from tests.town import person, unit

_count = itertools.count(1)


def level(code: str = "work_secret") -> Level:
    return Level.objects.get(code=code)


def new_subject(**fields: object) -> NewSubject:
    n = next(_count)
    given = {
        "name": f"某人{n}",
        "identifiers": {"staff": f"subject-{n}"},
        "post": "科长",
        "unit": unit("org-1"),
        "authority": Authority.MUNICIPAL,
    }
    return NewSubject(**(given | fields))  # type: ignore[arg-type]


def make_letter(by: str = "registrar", **fields: object) -> Letter:
    return _letter(by, fields) if fields else _plain_letter(by)


@recorded
def _plain_letter(by: str) -> Letter:
    return _letter(by, {})


def _letter(by: str, fields: dict[str, object]) -> Letter:
    n = next(_count)
    given = {
        "title": f"来信 {n}",
        "text": f"反映的情况 {n}",
        "received_on": timezone.localdate(),
        "classification": level(),
        "subjects": [new_subject()],
        "reporter": ("举报人甲", "电话一"),
    }
    return register_letter(NewLetter(**(given | fields)), by=person(by))  # type: ignore[arg-type]


def make_clue(letter: Letter | None = None, *, by: str = "registrar", **fields: object) -> Clue:
    return _clue(letter or make_letter(by), by, fields) if letter or fields else _plain_clue(by)


@recorded
def _plain_clue(by: str) -> Clue:
    return _clue(make_letter(by), by, {})


def _clue(letter: Letter, by: str, fields: dict[str, object]) -> Clue:
    given = {
        "subject": letter.subjects.get(),
        "title": letter.title,
        "summary": letter.text,
        "category": Category.objects.get(code="dining"),
        "classification": letter.classification,
    }
    return register_clue(letter.number, NewClue(**(given | fields)), by=person(by))  # type: ignore[arg-type]


def _propose(clue: Clue) -> None:
    chosen = route(clue).unit or unit("team-1")
    propose_unit(clue.number, chosen=chosen, by=person("manager"))


def _approve(clue: Clue) -> None:
    sign_as("management_head", clue)
    sign_as("secretary", clue)


def _opinion(clue: Clue) -> None:
    way = DisposalWay.objects.get(code="verification")
    details = {"group": "两人", "work_plan": "初核〔2026〕1号"}
    submit_opinion(clue.number, way=way, plan="按计划初核", details=details, by=person("team_handler"))


def _approve_opinion(clue: Clue) -> None:
    sign_as("team_leader", clue)
    sign_as("deputy", clue)


ENDINGS = {
    "hold": {"reason": "线索笼统，暂不具备核查条件"},
    "conclude_unchecked": {"reason": "反映内容不属实，无需核查"},
    "conclude_refuted": {"check": "已查阅台账，反映失实", "statement": "本人说明情况如下"},
}


def submit_ending(clue: Clue, way: str) -> None:
    """Propose to hold or to conclude an assigned clue."""
    submit_opinion(
        clue.number,
        way=DisposalWay.objects.get(code=way),
        plan="报批",
        details=ENDINGS[way],
        by=person("team_handler"),
    )


def ended_as(way: str) -> Clue:
    """A clue whose opinion to hold or to conclude it was approved."""
    return _end(clue_at(ClueState.ASSIGNED), way)


def _end(clue: Clue, way: str) -> Clue:
    submit_ending(clue, way)
    _approve_opinion(clue)
    clue.refresh_from_db()
    return clue


def _result(clue: Clue) -> None:
    record_result(
        clue.number,
        new=NewResult(
            finding=Finding.UNFOUNDED,
            report="经核查，反映问题失实",
            statement="本人说明情况如下",
            proposal=Proposal.CONCLUDE,
        ),
        by=person("team_handler"),
    )


def _approve_report(clue: Clue) -> None:
    """By the other handler, then upward to the principal leader."""
    for name in ("team_handler_2", "team_leader", "deputy", "secretary"):
        sign_as(name, clue)


def conclude(clue: Clue) -> None:
    """Proposed by the case manager, agreed to by the head of case management."""
    propose_conclusion(clue.number, reason="已办理完毕", by=person("manager"))
    sign_as("management_head", clue)


def suspend(clue: Clue) -> None:
    ask_suspension(clue.number, reason="被反映人因病住院", by=person("team_handler"))
    _approve_opinion(clue)


def strike(clue: Clue) -> None:
    propose_striking(clue.number, reason="重复登记", by=person("manager"))
    _approve(clue)


def transfer(clue: Clue, to: Receiver | None = None) -> None:
    """Proposed by the case manager, agreed to by the head of case management and the principal leader."""
    to = to or Receiver(unit=unit("district-1"), override_reason="指定管辖")
    propose_transfer(clue.number, to=to, reason="按管辖移送", by=person("manager"))
    _approve(clue)


def transfer_outside(clue: Clue) -> None:
    transfer(clue, Receiver(organ="省纪委监委", override_reason="上级提级办理"))
    signed = SignedReceipt(received_on=timezone.localdate(), receipt="回执〔2026〕3号")
    confirm_receipt(clue.number, new=signed, by=person("manager"))


def referral(**fields: object) -> Clue:
    """A clue that an audit office passed on."""
    n = next(_count)
    given = {
        "subject": new_subject(),
        "title": f"移送线索 {n}",
        "summary": "审计发现的问题",
        "category": Category.objects.get(code="dining"),
        "classification": level(),
        "document": f"审移〔2026〕{n}号",
        "received_on": timezone.localdate(),
        "sender": unit("partner-1"),
    }
    return receive_clue(NewReferral(**(given | fields)), by=person("manager"))  # type: ignore[arg-type]


# How a clue about somebody of org-1 gets from each state to the next: it goes to team-1.
_STEPS: dict[ClueState, tuple[ClueState, Callable[[Clue], object]]] = {
    ClueState.REGISTERED: (ClueState.PROPOSED, _propose),
    ClueState.PROPOSED: (ClueState.APPROVED, _approve),
    ClueState.APPROVED: (ClueState.PUSHED, lambda clue: push_clue(clue.number, by=person("manager"))),
    ClueState.PUSHED: (ClueState.SIGNED, lambda clue: sign_clue(clue.number, by=person("team_custodian"))),
    ClueState.SIGNED: (
        ClueState.ASSIGNED,
        lambda clue: assign_handlers(
            clue.number, handlers=[person("team_handler"), person("team_handler_2")], by=person("team_leader")
        ),
    ),
    ClueState.ASSIGNED: (ClueState.OPINION, _opinion),
    ClueState.OPINION: (ClueState.IN_DISPOSAL, _approve_opinion),
    ClueState.IN_DISPOSAL: (ClueState.REPORT, _result),
    ClueState.REPORT: (ClueState.RESULT, _approve_report),
    ClueState.RESULT: (
        ClueState.ANSWERED,
        lambda clue: feed_back(clue.number, text="核查结果反馈", by=person("team_leader")),
    ),
    ClueState.ANSWERED: (ClueState.CONCLUDED, lambda clue: conclude(clue)),
}


# What leads aside from the straight way: from which state, and how.
_ASIDE: dict[ClueState, tuple[ClueState, Callable[[Clue], object]]] = {
    ClueState.SUSPENDED: (ClueState.ASSIGNED, suspend),
    ClueState.STRUCK: (ClueState.SIGNED, strike),
    ClueState.IN_TRANSFER: (ClueState.ASSIGNED, lambda clue: transfer(clue)),
    ClueState.TRANSFERRED: (ClueState.ASSIGNED, lambda clue: transfer_outside(clue)),
    ClueState.HELD: (ClueState.ASSIGNED, lambda clue: _end(clue, "hold")),
}
# How a clue gets to each state: from which one before, and how.
_WAYS = _ASIDE | {after: (before, leave) for before, (after, leave) in _STEPS.items()}


def clue_at(state: str, **fields: object) -> Clue:
    """A clue walked to the state by the people whose work it is."""
    state = ClueState(state)
    if not fields or state == ClueState.MERGED:
        return _plain_clue_at(state)
    if state in _WAYS:
        before, leave = _WAYS[state]
        return _led(clue_at(before, **fields), leave)
    return referral(**fields) if state == ClueState.RECEIVED else make_clue(**fields)  # type: ignore[arg-type]


@recorded
def _plain_clue_at(state: ClueState) -> Clue:
    if state == ClueState.MERGED:
        return merged_clue()
    if state in _WAYS:
        before, leave = _WAYS[state]
        return _led(_plain_clue_at(before), leave)
    return referral() if state == ClueState.RECEIVED else make_clue()


def _led(clue: Clue, leave: Callable[[Clue], object]) -> Clue:
    leave(clue)
    clue.refresh_from_db()
    return clue


def walk(clue: Clue, state: str) -> Clue:
    """The clue taken on to a later state."""
    clue.refresh_from_db()
    while clue.state != state:
        _STEPS[ClueState(clue.state)][1](clue)
        clue.refresh_from_db()
    return clue


def clue_about(other: Clue, state: str) -> Clue:
    """A clue at a state, about the same subject as another one."""
    letter = make_letter()
    letter.subjects.set([other.subject])
    return clue_at(state, letter=letter)


def merge_clues(main: Clue, other: Clue) -> None:
    """Proposed by the case manager, approved by the head of case management."""
    propose_merge(main.number, merged=other.number, reason="同一对象同一问题", by=person("manager"))
    sign_as("management_head", main)


def merged_clue() -> Clue:
    main = clue_at(ClueState.SIGNED)
    other = clue_about(main, ClueState.SIGNED)
    return _led(other, lambda clue: merge_clues(main, clue))
