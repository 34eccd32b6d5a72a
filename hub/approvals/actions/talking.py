"""Copies, read marks, urging, side questions: what is said beside the signatures."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from hub.access.grants import Holders, grant
from hub.approvals.actions.asking import readers_among
from hub.approvals.actions.turn import Turn
from hub.approvals.actions.turning import held
from hub.approvals.flow import RunFlow
from hub.approvals.kinds import ANSWER, Kind
from hub.approvals.models import Copy, Question, Urge
from hub.approvals.signers import kept_close, possible_readers
from hub.duties.actions import close_duties, open_duty
from hub.kernel.errors import Conflict, Invalid, NotVisible
from hub.kernel.transitions import enter


def copy_to(approval_id: int, *, to: list[Person], by: Person) -> list[Copy]:
    """Send it to people for information (抄送); who has it already gets it once.

    Raises Invalid (`to`) naming nobody's reason where somebody cannot read it; then nobody gets it.
    """
    with held(approval_id, by) as turn:
        enter(RunFlow(turn.approval).copy, by=by)
        people = _readers(turn, to)
        copies = [
            Copy.objects.get_or_create(approval=turn.approval, person=person, defaults={"by": by})
            for person in people
        ]
        turn.note(Kind.COPIED, to=[copy.person_id for copy, new in copies if new])
        return [copy for copy, _new in copies]


def mark_read(approval_id: int, *, by: Person) -> Copy:
    """Whoever got a copy says that they have read it (已阅). A second mark changes nothing."""
    with held(approval_id, by) as turn:
        copy = turn.approval.copies.filter(person=by).first()
        if copy is None:
            raise NotVisible
        if copy.read_at is None:
            copy.read_at = timezone.now()
            copy.save(update_fields=["read_at"])
            turn.note(Kind.READ, to=[copy.by_id])
        return copy


def urge(approval_id: int, *, reply_by: date, by: Person, text: str = "") -> Urge:
    """Ask the signers of the open step to answer by a date (催办).

    Raises Invalid (`reply_by`) for a day that is past, Conflict where they were urged today already.
    """
    with held(approval_id, by) as turn:
        enter(RunFlow(turn.approval).urge, by=by)
        if reply_by < timezone.localdate():
            raise Invalid({"reply_by": [_("This day is past.")]}, code="past")
        step = turn.hand.open_step
        assert step is not None
        if step.urges.filter(by=by, at__date=timezone.localdate()).exists():
            raise Conflict(_("You have urged them today already."), code="urged-today")
        made = Urge.objects.create(step=step, by=by, reply_by=reply_by, text=text.strip())
        turn.note(Kind.URGED, to=_asked_now(turn), step=step, reply_by=reply_by.isoformat())
        return made


def ask_aside(approval_id: int, *, to: Person, text: str, by: Person) -> Question:
    """Ask somebody a question beside the signatures (沟通). Raises Invalid (`to`, `text`)."""
    with held(approval_id, by) as turn:
        enter(RunFlow(turn.approval).ask, by=by)
        if not text.strip():
            raise Invalid({"text": [_("Please write your question.")]}, code="text-required")
        _readers(turn, [to])
        made = Question.objects.create(approval=turn.approval, by=by, to=to, text=text.strip())
        open_duty(ANSWER, of=turn.row, person=to, ref=turn.approval.pk)
        turn.note(Kind.ASKED, to=[to.pk], question=made.pk)
        return made


def answer_aside(approval_id: int, question_id: int, *, text: str, by: Person) -> Question:
    """Answer a side question. Raises Invalid (`text`), Conflict when it is answered already."""
    with held(approval_id, by) as turn:
        question = turn.approval.questions.select_for_update().filter(pk=question_id, to=by).first()
        if question is None:
            raise NotVisible
        if question.answered_at is not None:
            raise Conflict(_("This question is answered already."), code="answered")
        if not text.strip():
            raise Invalid({"text": [_("Please write your answer.")]}, code="text-required")
        question.answer, question.answered_at = text.strip(), timezone.now()
        question.save(update_fields=["answer", "answered_at"])
        if not turn.approval.questions.filter(to=by, answered_at=None).exists():
            close_duties(ANSWER, of=turn.row, by=by, ref=turn.approval.pk, person=by)
        turn.note(Kind.ANSWERED, to=[question.by_id], question=question.pk)
        return question


def _readers(turn: Turn, people: list[Person]) -> list[Person]:
    """All of them, now able to read the matter."""
    wanted = [person.pk for person in people]
    able = possible_readers(turn.purpose, turn.row).filter(pk__in=wanted)
    if not wanted or able.count() != len(wanted):
        said = kept_close(turn.purpose, turn.row) or _("One of these people cannot read this.")
        raise Invalid({"to": [said]}, code="cannot-read")
    grant([turn.row], Holders(people=wanted), purpose=turn.purpose.code, by=turn.by)
    return people


def _asked_now(turn: Turn) -> list[int]:
    seats = turn.hand.open_seats(turn.hand.open_step)
    groups = [seat.group_id for seat in seats if seat.group_id]
    return readers_among(turn, groups, [seat.person_id for seat in seats if seat.person_id])
