"""Answering a real-name reporter: is the name true, acceptance told, result told, objections heard.

Rules: 处理检举控告工作规则 arts. 24-27 and 29; 监察法实施条例 art. 209.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person
from accounts.terms import Role
from clues.clue.models.clues import Clue
from clues.days import due_from, entered
from clues.holders import ANSWERING, REGISTERING, groups_in
from clues.letters.models.letters import Letter
from clues.letters.registered import letter_registered
from clues.letters.terms import LetterState, Signing
from clues.reporters.kinds import (
    CHECK_EVIDENCE,
    CHECK_SIGNATURE,
    TELL_ACCEPTANCE,
    TELL_RESULT,
    TELL_RETURN,
    Kind,
)
from clues.reporters.models import EvidenceCheck, Objection, SignatureCheck
from clues.reporters.policies import may_answer_reporter
from clues.reporters.standing import OPEN, check_of, owes
from clues.reporters.terms import ToTell
from hub.access.readers import readers_of
from hub.duties.actions import Until, close_duties, open_duties
from hub.duties.kinds import DutyKind
from hub.events.actions import record
from hub.kernel.errors import Conflict, Invalid, demand
from hub.kernel.transitions import locked

ACCEPTANCE_RULE = "report.acceptance_notice"


RESULT_RULE = str(TELL_RESULT.deadline)


@letter_registered.then
def expect_check(letter: Letter, from_file: bool) -> None:
    """A letter is registered: its real name waits to be checked within the time for acceptance.

    What ran out before a file brought the letter was answered, or not, where it was kept until then.
    """
    due_at = _acceptance_due(letter) if letter.signing == Signing.REAL_NAME else None
    if due_at is None or (from_file and due_at < timezone.now()):
        return
    _ask_office(CHECK_SIGNATURE, letter, due_at)


def check_signature(number: str, *, genuine: bool, note: str, by: Person) -> Letter:
    """Say whether the name is true and its bearer can be reached.

    If so they are to be told of acceptance (or of the return), and of the result where the clues drawn from
    the letter are concluded already; if not, the letter counts as anonymous and goes on like any other.

    Raises NotVisible, NotAllowed, Conflict, Invalid without a "note".
    """
    with _step(number, "signature", by) as letter:
        SignatureCheck.objects.create(letter=letter, genuine=genuine, note=_said("note", note), by=by)
        close_duties(CHECK_SIGNATURE, of=letter, by=by)
        if genuine:
            _owe_first_answer(letter)
            _owe_result(letter)
        record(Kind.SIGNATURE_CHECKED, by=by, of=letter, to=_office_readers(letter))
        return letter


def tell_acceptance(number: str, *, told_on: date, manner: str, by: Person, late_reason: str = "") -> Letter:
    """Note that the reporter was told of acceptance, on which day and how.

    Raises NotVisible, NotAllowed, Conflict, Invalid for a day to come, before the letter came, or a past one
    without "late_reason".
    """
    with _step(number, "acceptance", by) as letter:
        _close_telling(letter, ToTell.ACCEPTANCE, told_on, manner, late_reason, by)
        close_duties(TELL_ACCEPTANCE, of=letter, by=by)
        record(Kind.ACCEPTANCE_TOLD, by=by, of=letter, to=_office_readers(letter))
        return letter


def tell_return(number: str, *, told_on: date, manner: str, by: Person, late_reason: str = "") -> Letter:
    """The same for the return of a letter, which is told instead of acceptance."""
    with _step(number, "return-told", by) as letter:
        _close_telling(letter, ToTell.RETURN, told_on, manner, late_reason, by)
        close_duties(TELL_RETURN, of=letter, by=by)
        record(Kind.RETURN_TOLD, by=by, of=letter, to=_office_readers(letter))
        return letter


def tell_result(number: str, *, told_on: date, manner: str, by: Person, late_reason: str = "") -> Letter:
    """The same for the result: what was fed back of the clue is told; nothing else of it is known here."""
    with _step(number, "result", by) as letter:
        _close_telling(letter, ToTell.RESULT, told_on, manner, late_reason, by)
        close_duties(TELL_RESULT, of=letter, by=by)
        record(Kind.RESULT_TOLD, by=by, of=letter, to=_office_readers(letter))
        return letter


def record_objection(
    number: str, *, raised_on: date, text: str, new_evidence: bool, by: Person, late_reason: str = ""
) -> Letter:
    """The reporter objects to the result. New evidence goes back to every unit that dealt with the matter;
    for an organ outside, to the head of the office that keeps the clue's line."""
    with _step(number, "objection", by) as letter:
        objection = Objection.objects.create(
            letter=letter,
            raised_on=raised_on,
            late_reason=entered("raised_on", raised_on, late_reason),
            text=_said("text", text),
            new_evidence=new_evidence,
            by=by,
        )
        if new_evidence:
            _ask_for_checks(objection)
        record(Kind.OBJECTION_RECORDED, by=by, of=letter, to=_office_readers(letter))
        return letter


def answer_evidence(check_id: int, *, answer: str, by: Person) -> EvidenceCheck:
    """The unit says what came of the new evidence. After the last answer the reporter is told again."""
    with locked(EvidenceCheck.objects.visible_to(by), pk=check_id) as check:
        if check.answered_at is not None:
            raise Conflict(_("This is answered already."), code="answered")
        check.answer, check.by, check.answered_at = _said("answer", answer), by, timezone.now()
        check.version += 1
        check.save()
        close_duties(CHECK_EVIDENCE, of=check.clue, by=by, ref=check.pk)
        with locked(Letter, pk=check.objection.letter_id) as letter:
            if not check.objection.checks.open().exists():
                _owe_result(letter)
            record(Kind.EVIDENCE_CHECKED, by=by, of=letter, to=_office_readers(letter))
        return check


def owe_return(letter: Letter, *, by: Person) -> None:
    """Called when the (locked) letter is returned: that is told, and acceptance no more.

    A real name that is not checked yet is still to be: whoever signed it truly is told of the return.
    """
    letter.tellings.open().filter(what=ToTell.ACCEPTANCE).delete()
    close_duties(TELL_ACCEPTANCE, of=letter, by=by)
    check = check_of(letter)
    if check is not None and check.genuine:
        _owe_first_answer(letter)


def owe_results(clue: Clue, *, since: date | None = None) -> None:
    """Called when the (locked) clue is concluded or struck, or ended by the organ outside that has it: who
    reported it is told, once nothing is open. By the office they wrote to, which alone knows who they are.

    The time runs from now, or `since` the day on which the organ outside told the outcome. The letters are
    locked, so that of two clues concluded at once the later one sees the earlier.
    """
    letters = clue.letters_answered().filter(signature_check__genuine=True)
    for letter in letters.order_by("pk").select_for_update(of=("self",)):
        _owe_result(letter, since)


@contextmanager
def _step(number: str, step: str, by: Person) -> Iterator[Letter]:
    """The letter, locked, where this step towards its reporter is open to the person; a new version of it."""
    with locked(Letter.objects.visible_to(by), number=number) as letter:
        demand(may_answer_reporter(letter, by))
        if not OPEN[step](letter):
            raise Conflict(_("This is not open, or not any more."), code="not-open")
        letter.version += 1
        letter.save(update_fields=["version"])
        yield letter


def _close_telling(
    letter: Letter, what: ToTell, told_on: date, manner: str, late_reason: str, by: Person
) -> None:
    if told_on < letter.received_on:
        raise Invalid({"told_on": [_("This is before the letter came.")]}, code="too-early")
    telling = letter.tellings.open().get(what=what)
    telling.late_reason = entered("told_on", told_on, late_reason)
    telling.told_on, telling.manner = told_on, manner
    telling.by, telling.entered_at = by, timezone.now()
    telling.save()


def _owe_first_answer(letter: Letter) -> None:
    """Within the time for acceptance: that the letter was accepted, or that it was returned."""
    returned = letter.state == LetterState.RETURNED
    letter.tellings.create(what=ToTell.RETURN if returned else ToTell.ACCEPTANCE)
    _ask_office(TELL_RETURN if returned else TELL_ACCEPTANCE, letter, _acceptance_due(letter))


def _owe_result(letter: Letter, since: date | None = None) -> None:
    clues = Clue.objects.deciding(letter)
    if not clues.exists() or clues.undecided().exists() or owes(letter, ToTell.RESULT):
        return
    letter.tellings.create(what=ToTell.RESULT)
    _ask_office(TELL_RESULT, letter, due_from(RESULT_RULE, since) if since else None)


def _ask_for_checks(objection: Objection) -> None:
    for clue in Clue.objects.deciding(objection.letter).select_related("holder", "office").order_by("pk"):
        check = EvidenceCheck.objects.create(objection=objection, clue=clue)
        groups = groups_in(clue.answering_unit, *ANSWERING).groups
        open_duties(CHECK_EVIDENCE, of=clue, groups=groups, ref=check.pk)
        heads = Person.objects.holding(group__in=groups).filter(pk__in=readers_of(clue))
        told = heads.values_list("pk", flat=True)
        record(Kind.EVIDENCE_OFFERED, by=objection.by, of=clue, to=told, data={"check": check.pk})


def _ask_office(duty: DutyKind, letter: Letter, due_at: datetime | None = None) -> None:
    groups = groups_in(letter.unit, *REGISTERING).groups
    open_duties(duty, of=letter, groups=groups, until=Until(due_at) if due_at else None)


def _office_readers(letter: Letter) -> list[int]:
    """What passes between the office and the reporter is the office's business alone."""
    members = Person.objects.holding(group__in=groups_in(letter.unit, *REGISTERING, Role.OFFICE_HEAD).groups)
    return list(members.filter(pk__in=readers_of(letter)).values_list("pk", flat=True))


def _acceptance_due(letter: Letter) -> datetime | None:
    """Counted from the receipt; None for a letter that came before there was such a rule."""
    return due_from(ACCEPTANCE_RULE, letter.received_on)


def _said(field: str, text: str) -> str:
    if not text.strip():
        raise Invalid({field: [_("Please say it in words.")]}, code="words-required")
    return text.strip()
