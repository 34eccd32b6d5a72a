"""Letters of inquiry: issued by a handler in the general office's name, and answered (函询)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person, Unit
from clues.clue.actions import save
from clues.clue.models.clues import Clue
from clues.clue.policies import may_handle
from clues.days import entered
from clues.inquiries.drafts import awaits_answer, draft_of
from clues.inquiries.kinds import Kind
from clues.inquiries.models import InquiryLetter
from clues.numbers import INQUIRY_SERIES, next_number
from clues.ways.actions import close_stage
from hub.access.readers import readers_of
from hub.events.actions import record
from hub.kernel.errors import Conflict, Invalid, demand
from hub.kernel.transitions import locked


@dataclass(frozen=True, slots=True)
class NewInquiry:
    """copies: of the units that the rule names, those that get one; copies_reason: why not all of them do."""

    questions: str
    copies: Sequence[Unit] = ()
    copies_reason: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """The subject's signed answer. countersigned_by: the principal head of their unit, by name and post."""

    answered_on: date
    answer: str
    countersigned_by: str = ""
    late_reason: str = ""


def issue_inquiry(number: str, *, new: NewInquiry, by: Person) -> Clue:
    """A handler lets the letter go out today, under a number of its own.

    Raises NotVisible, NotAllowed, Conflict (`draft_of`), Invalid ("questions", "copies", "copies_reason").
    """
    with locked(Clue.objects.visible_to(by), number=number) as clue:
        demand(may_handle(clue, by))
        draft = draft_of(clue)
        _check(new, draft.copies)
        letter = InquiryLetter.objects.create(
            clue=clue,
            number=next_number(INQUIRY_SERIES),
            office=draft.office,
            questions=new.questions.strip(),
            copies_reason=new.copies_reason.strip(),
            answers_directly=draft.answers_directly,
            due_at=draft.due_at,
            issued_on=timezone.localdate(),
            by=by,
        )
        letter.copies.set(new.copies)
        save(clue)
        record(Kind.INQUIRY_ISSUED, by=by, of=clue, to=readers_of(clue), data={"inquiry": letter.pk})
        return clue


def record_answer(number: str, *, inquiry: int, new: Answered, by: Person) -> Clue:
    """A handler enters what was answered and when; that is the stage which awaited it.

    Raises NotVisible, NotAllowed, Conflict for a letter that is answered, Invalid ("answered_on", "answer",
    "countersigned_by", "late_reason").
    """
    with locked(Clue.objects.visible_to(by), number=number) as clue:
        demand(may_handle(clue, by))
        letter = InquiryLetter.objects.about(clue).unanswered().filter(pk=inquiry).first()
        if letter is None:
            raise Conflict(_("This letter is answered already."), code="answered")
        _check_answer(letter, new)
        letter.late_reason = entered("answered_on", new.answered_on, new.late_reason)
        letter.answered_on, letter.answer = new.answered_on, new.answer.strip()
        letter.countersigned_by = "" if letter.answers_directly else new.countersigned_by.strip()
        letter.answer_by, letter.entered_at = by, timezone.now()
        letter.save()
        stage = awaits_answer(clue)
        if stage is not None:
            stage.note = letter.number
            close_stage(stage, clue, done_on=new.answered_on, late_reason=letter.late_reason, by=by)
        save(clue)
        record(Kind.INQUIRY_ANSWERED, by=by, of=clue, to=readers_of(clue), data={"inquiry": letter.pk})
        return clue


def _check(new: NewInquiry, named: Sequence[Unit]) -> None:
    wrong: dict[str, list[str]] = {}
    if not new.questions.strip():
        wrong["questions"] = [_("Please say what is asked.")]
    if not set(new.copies) <= set(named):
        wrong["copies"] = [_("The rule names no copy for this unit.")]
    if not (named and set(new.copies) >= set(named)) and not new.copies_reason.strip():
        wrong["copies_reason"] = [_("Please say why a copy is left out, or why there is none.")]
    if wrong:
        raise Invalid(wrong)


def _check_answer(letter: InquiryLetter, new: Answered) -> None:
    wrong: dict[str, list[str]] = {}
    if new.answered_on < letter.issued_on:
        wrong["answered_on"] = [_("The letter was issued later than that.")]
    if not new.answer.strip():
        wrong["answer"] = [_("Please enter what was answered.")]
    if not letter.answers_directly and not new.countersigned_by.strip():
        wrong["countersigned_by"] = [_("Please say who heads the unit and has countersigned.")]
    if wrong:
        raise Invalid(wrong)
