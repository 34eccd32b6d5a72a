"""Clues that partner bodies pass on, without a letter: received, then decided on in the rule's time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from accounts.models import Person, Unit
from accounts.policies import may_classify
from clues.allegations.actions import enter_first
from clues.categories import Category
from clues.clue.actions import ask_managers, save
from clues.clue.flow import ClueFlow
from clues.clue.kinds import For
from clues.clue.models.clues import Clue
from clues.clue.terms import ClueState
from clues.days import entered
from clues.holders import CASE_MANAGEMENT, groups_in
from clues.intake.kinds import DECIDE, Kind
from clues.intake.models import Referral
from clues.intake.policies import may_receive_referrals
from clues.numbers import CLUE_SERIES, next_number
from clues.related.actions import look_for_related
from clues.reporting.actions import owe_report
from clues.routing.kinds import PROPOSE
from clues.subjects.actions import NewSubject, find_or_register_subject
from clues.terms import Source
from hub.access.grants import grant
from hub.access.readers import readers_of
from hub.duties.actions import close_duties, put_off_duties
from hub.events.actions import record
from hub.kernel.acting import action
from hub.kernel.errors import Invalid, demand, demand_of
from hub.kernel.transitions import enter, locked
from hub.kernel.working_time import start_of
from hub.rules.deadlines import due
from hub.rules.models import Level


@dataclass(frozen=True, slots=True)
class NewReferral:
    """A clue as the partner body's document says it. sender, or sender_name for a body unknown to the hub."""

    subject: NewSubject
    title: str
    summary: str
    category: Category
    classification: Level
    document: str
    received_on: date
    sender: Unit | None = None
    sender_name: str = ""
    late_reason: str = ""


@action()
def receive_clue(new: NewReferral, *, by: Person) -> Clue:
    """A case manager takes in a clue of a partner body (监察法实施条例 arts. 201-202).

    Raises NotAllowed, Invalid: no sender, no document, a day to come, a past day without a reason.
    """
    demand(may_receive_referrals(by))
    demand_of("classification", may_classify(new.classification, by))
    late = entered("received_on", new.received_on, new.late_reason)
    if not (new.sender or new.sender_name.strip()):
        raise Invalid({"sender": [_("Please name the body it comes from.")]}, code="sender-required")
    office = next(post.group.unit for post in by.current_posts if post.group.role in CASE_MANAGEMENT)
    clue = Clue.objects.create(
        number=next_number(CLUE_SERIES),
        classification=new.classification,
        title=new.title,
        summary=new.summary,
        source=Source.PARTNER,
        category=new.category,
        subject=find_or_register_subject(new.subject),
        state=ClueState.RECEIVED,
        office=office,
        holder=office,
        initiator=by,
    )
    enter_first(clue, by=by)
    named = {"sender": new.sender, "sender_name": "" if new.sender else new.sender_name.strip()}
    day = {"document": new.document, "received_on": new.received_on, "late_reason": late}
    Referral.objects.create(clue=clue, by=by, **named, **day)
    grant([clue], groups_in(office, *CASE_MANAGEMENT), purpose=For.MANAGED, by=by)
    ask_managers(DECIDE, clue)
    until = due(str(DECIDE.deadline), start_of(new.received_on))
    put_off_duties(DECIDE, of=clue, due_at=until.at, certain=until.certain)
    look_for_related(clue.subject)
    owe_report(clue, by=by)
    data = {"rank": new.classification.rank}
    record(Kind.CLUE_RECEIVED, by=by, of=clue, to=readers_of(clue), data=data)
    return clue


def take_on(number: str, *, by: Person) -> Clue:
    """It belongs here: it goes the way of every other clue from now on."""
    with locked(Clue.objects.visible_to(by), number=number) as clue:
        enter(ClueFlow(clue).take_on, by=by)
        save(clue)
        close_duties(DECIDE, of=clue, by=by)
        ask_managers(PROPOSE, clue)
        record(Kind.TAKEN_ON, by=by, of=clue, to=readers_of(clue))
        return clue
