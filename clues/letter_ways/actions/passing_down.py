"""A report that is a lower level's business is passed down: accepted there, passed on, or sent back.

Rule: 处理检举控告工作规则 art. 16. Whom a reporter wrote to goes on answering them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Person, Unit
from accounts.terms import Role
from clues.holders import TAKING_LETTERS, groups_in
from clues.letter_ways.kinds import ANSWER_PASS, For, Kind
from clues.letter_ways.policies import may_answer_pass, may_pass_down
from clues.letters.models.letters import Letter
from clues.letters.models.ways import PassedDown
from clues.letters.standing import is_untouched, lower_units, open_pass
from clues.letters.terms import LetterState, LowerAnswer
from hub.access.grants import Holders, grant, revoke
from hub.access.readers import party_keys, readers_of
from hub.duties.actions import close_duties, open_duty
from hub.events.actions import record
from hub.kernel.errors import Conflict, Invalid, demand, demand_reason
from hub.kernel.transitions import locked


def pass_down(number: str, *, unit: Unit, reason: str, by: Person) -> Letter:
    """Pass a letter that nobody has drawn from to a district commission; the office draws from it no more.

    Raises NotVisible, NotAllowed, Conflict, Invalid at "unit" and "reason".
    """
    with locked(Letter.objects.visible_to(by), number=number) as letter:
        demand(may_pass_down(letter, by))
        if not is_untouched(letter):
            said = _("Only a letter that nobody has drawn from, passed down or proposed to return.")
            raise Conflict(said, code="not-untouched", happened={"state": letter.state})
        _check(letter, unit, reason)
        new = PassedDown(letter=letter, from_unit=letter.unit, to_unit=unit, reason=reason.strip(), by=by)
        sent = _send(new)
        _save(letter, LetterState.PASSED_DOWN)
        record(Kind.PASSED_DOWN, by=by, of=letter, to=readers_of(letter), data={"pass": sent.pk})
        return letter


def accept_letter(number: str, *, by: Person) -> Letter:
    """The lower level accepts it (受理): clues are drawn from it there.

    Raises NotVisible, NotAllowed, Conflict.
    """
    with _to_answer(number, by) as (letter, passed):
        _answer(passed, LowerAnswer.ACCEPTED, by)
        _save(letter, LetterState.PASSED_DOWN)
        record(Kind.PASS_ACCEPTED, by=by, of=letter, to=readers_of(letter), data={"pass": passed.pk})
        return letter


def pass_on(number: str, *, unit: Unit, reason: str, by: Person) -> Letter:
    """The lower level passes it on to a unit of its own (转送), which answers within the same time.

    Raises NotVisible, NotAllowed, Conflict, Invalid at "unit" and "reason".
    """
    with _to_answer(number, by) as (letter, passed):
        _check(letter, unit, reason)
        _answer(passed, LowerAnswer.PASSED_ON, by, reason)
        _send(PassedDown(letter=letter, from_unit=passed.to_unit, to_unit=unit, reason=reason.strip(), by=by))
        _save(letter, LetterState.PASSED_DOWN)
        record(Kind.PASSED_ON, by=by, of=letter, to=readers_of(letter), data={"pass": passed.pk})
        return letter


def send_back(number: str, *, reason: str, by: Person) -> Letter:
    """The lower level returns it with a reason: it is with the office as before, and closed to that level.

    Raises NotVisible, NotAllowed, Conflict, Invalid at "reason".
    """
    with _to_answer(number, by) as (letter, passed):
        demand_reason(reason)
        _answer(passed, LowerAnswer.RETURNED, by, reason)
        _save(letter, LetterState.RECEIVED)
        record(Kind.PASS_RETURNED, by=by, of=letter, to=readers_of(letter), data={"pass": passed.pk})
        below = letter.group_grants.filter(purpose=For.PASSED_DOWN).values_list("group", flat=True)
        revoke([letter], Holders(groups=list(below)), by=by)
        return letter


@contextmanager
def _to_answer(number: str, by: Person) -> Iterator[tuple[Letter, PassedDown]]:
    """The letter, locked, with what the person is to answer."""
    with locked(Letter.objects.visible_to(by), number=number) as letter:
        passed = open_pass(letter)
        if passed is None:
            raise Conflict(_("No lower level is asked to answer this."), code="not-open")
        demand(may_answer_pass(letter, by))
        yield letter, passed


def _answer(passed: PassedDown, answer: LowerAnswer, by: Person, reason: str = "") -> None:
    passed.answer, passed.answer_reason = answer, reason.strip()
    passed.answered_by, passed.answered_at = by, timezone.now()
    passed.save()
    close_duties(ANSWER_PASS, of=passed.letter, by=by)


def _send(passed: PassedDown) -> PassedDown:
    """Open the letter to the unit, and let it wait there for an answer."""
    unit, letter = passed.to_unit, passed.letter
    reading = groups_in(unit, *TAKING_LETTERS, Role.OFFICE_HEAD)
    grant([letter], reading, purpose=For.PASSED_DOWN, by=passed.by)
    taking = groups_in(unit, *TAKING_LETTERS).groups
    duties = [open_duty(ANSWER_PASS, of=letter, group_id=pk) for pk in taking]
    passed.due_at = duties[0].due_at
    passed.save()
    return passed


def _check(letter: Letter, unit: Unit, reason: str) -> None:
    if not lower_units(letter).filter(pk=unit.pk).exists():
        raise Invalid({"unit": [_("This is no unit that the letter can be passed to.")]}, code="not-lower")
    takers = Person.objects.reading(
        groups=groups_in(unit, *TAKING_LETTERS).groups,
        named=[],
        rank=letter.classification_id,
        keys=party_keys(letter),
    )
    if not takers.exists():
        raise Invalid({"unit": [_("Nobody there could read this letter and take it in.")]}, code="nobody")
    demand_reason(reason)


def _save(letter: Letter, state: LetterState) -> None:
    letter.state, letter.version = state, letter.version + 1
    letter.save(update_fields=["state", "version"])
