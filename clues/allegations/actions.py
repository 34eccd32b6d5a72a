"""Entering what is alleged, and letting a part of it go with a clue that is split off."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.models import Person
from clues.allegations.kinds import Kind
from clues.allegations.models import Allegation
from clues.allegations.policies import may_add_allegation
from clues.categories import Category
from clues.clue.actions import save
from clues.clue.models.clues import Clue
from clues.letters.models.letters import Letter
from hub.access.readers import readers_of
from hub.events.actions import record
from hub.kernel.errors import Invalid, demand
from hub.kernel.transitions import locked


@dataclass(frozen=True, slots=True)
class NewAllegation:
    """Another thing that is alleged, and the number of the clue's letter that says it, where one does."""

    text: str
    category: Category
    letter: str = ""


def enter_first(clue: Clue, *, by: Person) -> None:
    """Called when a clue is made: what its summary says, in all the letters it was drawn from."""
    _enter(clue, clue.summary, clue.category, clue.letters.all(), by)


def add_allegation(number: str, *, new: NewAllegation, by: Person) -> Clue:
    """Add another allegation that was found in a letter of the clue.

    Raises NotVisible, NotAllowed, Invalid (no text, a letter that is not of the clue or not visible).
    """
    with locked(Clue.objects.visible_to(by), number=number) as clue:
        demand(may_add_allegation(clue, by))
        if not new.text.strip():
            raise Invalid({"text": [_("This field is required.")]}, code="required")
        _enter(clue, new.text.strip(), new.category, _letters(clue, new.letter, by), by)
        save(clue)
        record(Kind.ALLEGATION_ADDED, by=by, of=clue, to=readers_of(clue))
        return clue


def share_out(origin: Clue, part: Clue, chosen: Sequence[int], *, by: Person) -> None:
    """Let the chosen allegations, by key, leave the origin for the part; where none is, the part has its own.

    Raises Invalid: one is not of the origin, or none would stay with it.
    """
    if not chosen:
        enter_first(part, by=by)
        return
    going = origin.allegations.filter(pk__in=chosen)
    if len(going) < len(set(chosen)):
        raise Invalid({"allegations": [_("The clue has no such allegation.")]}, code="no-such-allegation")
    if len(going) == origin.allegations.count():
        raise Invalid({"allegations": [_("At least one stays with the clue.")]}, code="none-stays")
    part.allegations.set(going)
    origin.allegations.remove(*going)


def _enter(clue: Clue, text: str, category: Category, letters: Iterable[Letter], by: Person) -> None:
    made = Allegation.objects.create(text=text, category=category, entered_by=by)
    made.clues.add(clue)
    made.letters.set(letters)


def _letters(clue: Clue, number: str, by: Person) -> Iterable[Letter]:
    if not number:
        return []
    found = Letter.objects.visible_to(by).filter(clues=clue, number=number)
    if not found:
        raise Invalid({"letter": [_("The clue has no such letter.")]}, code="no-such-letter")
    return found
