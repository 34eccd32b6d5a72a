"""From a letter to a clue: drawn up by a registrar, passed to case management."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.models import Person, Unit
from accounts.policies import may_classify
from clues.allegations.actions import enter_first
from clues.apart.compartments import compartment_of, keeper_for
from clues.apart.kinds import For as ApartFor
from clues.categories import Category
from clues.clue.actions import ask_managers, everybody_but
from clues.clue.kinds import For as ClueFor
from clues.clue.models.clues import Clue
from clues.holders import CASE_MANAGEMENT, case_management_of, groups_in
from clues.intake.kinds import Kind as Intake
from clues.intake.policies import may_draw
from clues.letters.kinds import Kind as Letters
from clues.letters.models.letters import Letter
from clues.letters.standing import closed_to_drawing, drawing_unit
from clues.letters.terms import LetterState
from clues.numbers import CLUE_SERIES, next_number
from clues.related.actions import look_for_related
from clues.reporting.actions import owe_report
from clues.routing.kinds import PROPOSE
from clues.subjects.models import Subject
from clues.terms import Source
from clues.timing.actions.due_dates import start_time
from clues.timing.terms import Awaited
from hub.access.grants import grant, revoke
from hub.access.readers import readers_of
from hub.events.actions import record
from hub.kernel.errors import Invalid, demand, demand_of
from hub.kernel.transitions import locked
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
        record(Intake.LETTER_TRANSFERRED, by=by, of=letter, data={"clue": clue.pk})
        data = {"rank": new.classification.rank}
        look_for_related(clue.subject)
        owe_report(clue, by=by)
        record(Intake.CLUE_REGISTERED, by=by, of=clue, to=readers_of(clue), data=data)
        return clue


def _keeper_of(letter: Letter, subject: Subject) -> Unit | None:
    """What was drawn from a letter in a compartment stays there, whomever it is about."""
    return letter.unit if letter.is_apart else keeper_for(subject)


def _open(clue: Clue, letter: Letter, keeper: Unit | None, by: Person) -> None:
    """Open both to case management, or to the compartment alone: the letter then goes there with its clue."""
    if keeper is None:
        managers = groups_in(clue.office, *CASE_MANAGEMENT)
        grant([clue], managers, purpose=ClueFor.MANAGED, by=by)
        grant([letter], managers, purpose=ClueFor.MANAGED, by=by)
        return
    compartment = compartment_of(keeper)
    if letter.unit != keeper:
        revoke([letter], everybody_but(letter, compartment), by=by)
        letter.unit = keeper
        letter.save()
        record(Letters.LETTER_APART, by=by, of=letter)
    grant([clue], compartment, purpose=ApartFor.APART, by=by)
    grant([letter], compartment, purpose=ApartFor.APART, by=by)
