"""Two people do something else with one letter at once, on real PostgreSQL: one does, the other is told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from clues.categories import Category
from clues.clue.models.clues import Clue
from clues.intake.actions.drawing import NewClue, register_clue
from clues.letter_ways.actions.passing_down import pass_down
from clues.letter_ways.actions.returns import propose_letter_return
from clues.letters.models.letters import Letter
from clues.letters.models.ways import LetterReturn, PassedDown
from hub.approvals.models import Approval
from hub.kernel.errors import Conflict
from tests.factories import make_letter
from tests.letter_ways import EMPTY
from tests.races.test_approvals import at_once
from tests.town import person, unit

pytestmark = pytest.mark.django_db(transaction=True)
PAIRS = 4


def drawing(letter: Letter) -> Callable[[], object]:
    category, by = Category.objects.get(code="dining"), person("registrar")
    new = NewClue(letter.subjects.get(), letter.title, letter.text, category, letter.classification)
    return lambda: register_clue(letter.number, new, by=by)


def returning(letter: Letter) -> Callable[[], object]:
    by = person("registrar_2")
    return lambda: propose_letter_return(letter.number, new=EMPTY, by=by)


def passing_down(letter: Letter) -> Callable[[], object]:
    by, to = person("registrar_2"), unit("district-1")
    return lambda: pass_down(letter.number, unit=to, reason="属区管干部", by=by)


def traces_of(letter: Letter) -> list[int]:
    """How many clues were drawn, returns proposed with their approvals, and passes sent."""
    return [
        Clue.objects.filter(letters=letter).count(),
        LetterReturn.objects.filter(letter=letter).count(),
        Approval.objects.about(letter).count(),
        PassedDown.objects.filter(letter=letter).count(),
    ]


@pytest.mark.parametrize(
    ("one", "other", "either"),
    [
        (drawing, returning, ([1, 0, 0, 0], [0, 1, 1, 0])),
        (drawing, passing_down, ([1, 0, 0, 0], [0, 0, 0, 1])),
        (returning, passing_down, ([0, 1, 1, 0], [0, 0, 0, 1])),
    ],
)
def test_of_two_ways_of_a_letter_exactly_one_is_gone(one, other, either):
    for _ in range(PAIRS):
        letter = make_letter()
        answers = at_once(one(letter), other(letter))
        refused = [isinstance(answer, Conflict) for answer in answers]
        assert sorted(refused) == [False, True], answers
        assert traces_of(letter) == either[refused.index(False)]
        assert [answer.status for answer in answers if isinstance(answer, Conflict)] == [409]
