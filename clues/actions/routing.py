"""From a letter to a clue, and from a clue to the unit that is to have it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.models import Person, Unit
from accounts.policies import may_classify
from accounts.terms import Role
from clues.actions.allegations import enter_first
from clues.actions.closing import everybody_but
from clues.actions.decisions import ask_managers, save
from clues.actions.due_dates import start_time
from clues.actions.numbers import CLUE_SERIES, next_number
from clues.actions.related import look_for_related
from clues.actions.reporting import owe_report
from clues.compartments import chain_for, compartment_of, keeper_for
from clues.flow import ClueFlow
from clues.holders import CASE_MANAGEMENT, case_management_of, groups_in
from clues.kinds import PROPOSE, For, Kind
from clues.letter_standing import closed_to_drawing, drawing_unit
from clues.models import Category, Clue, Letter, RoutingProposal, Subject
from clues.policies.letters import may_draw
from clues.purposes.routing import ROUTING
from clues.routing import route
from clues.terms import Awaited, LetterState, Source
from hub.access.grants import grant, revoke
from hub.access.readers import readers_of
from hub.approvals.actions import resubmit, submit_for_approval
from hub.duties.actions import close_duties
from hub.events.actions import record
from hub.kernel.errors import Invalid, demand, demand_of
from hub.kernel.transitions import enter, locked
from hub.kernel.working_time import start_of
from hub.rules.models import Level

ASSIGNED_REPORT = "report.assigned"  # 处理检举控告工作规则 art. 21: done within three months of its receipt


@dataclass(frozen=True, slots=True)
class NewClue:
    """A clue as the registrar draws it up from a letter."""

    subject: Subject
    title: str
    summary: str
    category: Category
    classification: Level


def register_clue(letter_number: str, new: NewClue, *, by: Person) -> Clue:
    """Draw a clue from a letter and pass both to case management (监察法实施条例 art. 202).

    A clue is at least as secret as its letter, and at most as secret as its author is cleared for.
    Raises NotVisible, NotAllowed, Conflict, Invalid.
    """
    with locked(Letter.objects.visible_to(by), number=letter_number) as letter:
        demand(may_draw(letter, by))
        if (closed := closed_to_drawing(letter)) is not None:
            raise closed
        demand_of("classification", may_classify(new.classification, by))
        if new.classification.rank < letter.classification_id:
            raise Invalid({"classification": [_("A clue cannot be less secret than its letter.")]})
        if not letter.subjects.filter(pk=new.subject.pk).exists():
            raise Invalid({"subject": [_("The letter is not about this subject.")]})
        keeper = _keeper_of(letter, new.subject)
        office = keeper or case_management_of(drawing_unit(letter))
        clue = Clue.objects.create(
            number=next_number(CLUE_SERIES),
            classification=new.classification,
            title=new.title,
            summary=new.summary,
            source=letter.source,
            category=new.category,
            subject=new.subject,
            office=office,
            holder=office,
            initiator=by,
        )
        clue.letters.add(letter)
        enter_first(clue, by=by)
        if clue.source == Source.SUPERIOR:
            start_time(clue, Awaited.RESULT, ASSIGNED_REPORT, by=by, since=start_of(letter.received_on))
            clue.save(update_fields=["result_due_at"])
        letter.state, letter.version = LetterState.TRANSFERRED, letter.version + 1
        letter.save()
        _open(clue, letter, keeper, by)
        ask_managers(PROPOSE, clue)
        record(Kind.LETTER_TRANSFERRED, by=by, of=letter, data={"clue": clue.pk})
        data = {"rank": new.classification.rank}
        look_for_related(clue.subject)
        owe_report(clue, by=by)
        record(Kind.CLUE_REGISTERED, by=by, of=clue, to=readers_of(clue), data=data)
        return clue


def _keeper_of(letter: Letter, subject: Subject) -> Unit | None:
    """What was drawn from a letter in a compartment stays there, whomever it is about."""
    return letter.unit if letter.is_apart else keeper_for(subject)


def _open(clue: Clue, letter: Letter, keeper: Unit | None, by: Person) -> None:
    """Open both to case management, or to the compartment alone: the letter then goes there with its clue."""
    if keeper is None:
        managers = groups_in(clue.office, *CASE_MANAGEMENT)
        grant([clue], managers, purpose=For.MANAGED, by=by)
        grant([letter], managers, purpose=For.MANAGED, by=by)
        return
    compartment = compartment_of(keeper)
    if letter.unit != keeper:
        revoke([letter], everybody_but(letter, compartment), by=by)
        letter.unit = keeper
        letter.save()
        record(Kind.LETTER_APART, by=by, of=letter)
    grant([clue], compartment, purpose=For.APART, by=by)
    grant([letter], compartment, purpose=For.APART, by=by)


def propose_unit(number: str, *, chosen: Unit, by: Person, override_reason: str = "") -> Clue:
    """A case manager follows the rules' proposal or overrides it with a reason, and asks for approval.

    Raises NotVisible, NotAllowed, Conflict, Invalid (no reason given, unit without custodian, no chain).
    """
    with locked(Clue.objects.visible_to(by), number=number) as clue:
        enter(ClueFlow(clue).propose, by=by)
        proposal = _choose(clue, chosen, override_reason, by)
        save(clue)
        close_duties(PROPOSE, of=clue, by=by)
        submit_for_approval(clue, purpose=ROUTING, by=by, chain_code=chain_for(clue, ROUTING.code))
        data = {"proposal": proposal.pk}
        record(Kind.CLUE_PROPOSED, by=by, of=clue, to=readers_of(clue), data=data)
        return clue


def revise_proposal(number: str, *, chosen: Unit, by: Person, override_reason: str = "") -> Clue:
    """After a return: change the proposal and submit it again to whoever has to sign again."""
    with locked(Clue.objects.visible_to(by), number=number) as clue:
        enter(ClueFlow(clue).revise, by=by)
        proposal = _choose(clue, chosen, override_reason, by)
        save(clue)
        resubmit(clue, by=by, written=Kind.CLUE_PROPOSED.retold(proposal))
        return clue


def _choose(clue: Clue, chosen: Unit, override_reason: str, by: Person) -> RoutingProposal:
    if clue.is_apart and chosen != clue.office:
        raise Invalid({"chosen": [_("A matter that is kept apart stays with the office that keeps it.")]})
    found = route(clue)
    if found.unit != chosen and not override_reason.strip():
        raise Invalid({"override_reason": [_("Please say why another unit than the proposed one.")]})
    if not Person.objects.holding(group__unit=chosen, group__role=Role.CUSTODIAN).exists():
        raise Invalid({"chosen": [_("This unit has no clue custodian who could sign for it.")]})
    clue.target = chosen
    return RoutingProposal.objects.create(
        clue=clue,
        rule=found.rule,
        values=found.values,
        proposed=found.unit,
        chosen=chosen,
        override_reason="" if found.unit == chosen else override_reason.strip(),
        by=by,
    )
