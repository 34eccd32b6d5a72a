"""Lists page by page, there and back, narrowed by their filters."""

import pytest

from clues.categories import Category
from clues.clue.terms import ClueState
from hub.kernel import keyset
from tests.factories import clue_at, make_clue
from tests.town import unit

pytestmark = pytest.mark.django_db
PAGE = 3


def numbers(answer):
    return [row.number for row in answer.context["page"].rows]


def test_older_and_newer_lead_to_the_same_pages(acting, monkeypatch):
    monkeypatch.setattr(keyset, "PAGE", PAGE)
    made = [make_clue().number for _ in range(2 * PAGE + 1)][::-1]
    manager = acting("manager")
    answers = [manager.get("/clues/")]
    for _ in range(2):
        answers.append(manager.get("/clues/" + answers[-1].context["page"].older_url))
    assert [number for answer in answers for number in numbers(answer)] == made
    assert answers[-1].context["page"].older_url is None
    back = manager.get("/clues/" + answers[-1].context["page"].newer_url)
    assert numbers(back) == numbers(answers[1])
    first = manager.get("/clues/" + back.context["page"].newer_url)
    assert numbers(first) == numbers(answers[0])
    assert first.context["page"].newer_url is None


def test_filters_narrow_and_say_so(acting):
    registered, pushed = make_clue(), clue_at(ClueState.PUSHED)
    manager = acting("manager")
    answer = manager.get("/clues/?state=registered")
    assert numbers(answer) == [registered.number]
    assert answer.context["chosen"] == [{"label": "State: Registered", "remove_url": "?"}]
    above = Category.objects.get(code="discipline-integrity").pk
    assert len(numbers(manager.get(f"/clues/?category={above}"))) == 2
    holder = unit("case-management").pk
    assert set(numbers(manager.get(f"/clues/?holder={holder}"))) == {registered.number, pushed.number}


@pytest.mark.parametrize(
    "wrong", ["state=none", "holder=0", "category=x", "before=x", "before=99999999999999999999", "back=1.x"]
)
def test_an_address_that_makes_no_sense_fails_nobody(acting, wrong):
    make_clue()
    assert acting("manager").get(f"/clues/?{wrong}").status_code == 200


def test_a_condition_that_is_not_understood_finds_nothing(acting):
    make_clue()
    assert numbers(acting("manager").get("/clues/?state=none")) == []
