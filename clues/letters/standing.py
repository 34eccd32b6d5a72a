"""Where a letter stands, and so what can become of it."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import Unit
from accounts.terms import UnitKind
from clues.letters.models.letters import Letter
from clues.letters.models.ways import LetterReturn, PassedDown
from clues.letters.terms import LetterState, LowerAnswer
from hub.kernel.errors import Conflict


def open_return(letter: Letter) -> LetterReturn | None:
    """The proposal to return the letter that is not decided yet."""
    return next((each for each in letter.returns.all() if each.decided_at is None), None)


def open_pass(letter: Letter) -> PassedDown | None:
    """The lower level that has the letter and has not answered."""
    return next((each for each in letter.passes.all() if each.answered_at is None), None)


def accepted_pass(letter: Letter) -> PassedDown | None:
    """The lower level that draws from the letter; none does any more once it went into a compartment."""
    if letter.is_apart:
        return None
    accepted = [each for each in letter.passes.all() if each.answer == LowerAnswer.ACCEPTED]
    return accepted[-1] if accepted else None


def is_untouched(letter: Letter) -> bool:
    """Received, and nobody has drawn from it, passed it down or proposed to return it."""
    return letter.state == LetterState.RECEIVED and open_return(letter) is None


def awaits_answer(letter: Letter) -> bool:
    return open_pass(letter) is not None


def may_be_passed_on(letter: Letter) -> bool:
    return awaits_answer(letter) and lower_units(letter).exists()


def lower_units(letter: Letter) -> QuerySet[Unit]:
    """Where the letter can go now: from the petition office to a district, and on to a unit of its own."""
    here = open_pass(letter)
    units = Unit.objects.existing().order_by("pk")
    return units.filter(parent=here.to_unit) if here else units.filter(kind=UnitKind.DISTRICT)


def drawing_unit(letter: Letter) -> Unit:
    """For whom clues are drawn from the letter: the lower level that accepted it, else the office itself."""
    accepted = accepted_pass(letter)
    return accepted.to_unit if accepted else letter.unit


def closed_to_drawing(letter: Letter) -> Conflict | None:
    """Why no clue is drawn from the letter now; None where one can be."""
    if letter.state == LetterState.RETURNED:
        return Conflict(_("This letter was returned: nothing is drawn from it."), code="returned")
    if open_return(letter) is not None:
        return Conflict(_("Its return is proposed and not decided yet."), code="return-proposed")
    if awaits_answer(letter):
        return Conflict(_("It was passed down, and the lower level has not answered."), code="passed-down")
    return None
