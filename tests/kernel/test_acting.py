"""One action: what is asked once, and which rows are held."""

from __future__ import annotations

from contextlib import suppress

import pytest

from clues.clue.models.clues import Clue
from hub.kernel.acting import action, attempt, forget, looking, once
from hub.kernel.errors import NotVisible
from hub.kernel.transitions import is_held, locked
from tests.bench.way import asked
from tests.factories import make_clue
from tests.town import person


def counting():
    answers = iter(range(10))
    return lambda: next(answers)


def test_in_a_look_it_is_asked_once_and_afterwards_anew():
    ask = counting()
    with looking():
        assert [once("it", ask), once("it", ask)] == [0, 0]
        with looking():
            assert once("it", ask) == 0
    with looking():
        assert once("it", ask) == 1


def test_without_a_look_it_is_asked_every_time():
    ask = counting()
    assert [once("it", ask), once("it", ask)] == [0, 1]


def test_whoever_changes_it_forgets_it():
    ask = counting()
    with looking():
        once("it", ask)
        forget()
        assert once("it", ask) == 1


@pytest.mark.django_db
def test_what_failed_alone_is_looked_up_anew():
    ask = counting()
    with action():
        with suppress(LookupError), attempt():
            once("it", ask)
            raise LookupError
        assert once("it", ask) == 1


@pytest.mark.django_db
class TestHeldRows:
    def test_a_row_is_locked_once_for_the_same_reader(self):
        clue, by = make_clue(), person("manager")
        with locked(Clue.objects.visible_to(by), number=clue.number) as outer:
            outer.title = "changed in hand"
            seen = Clue.objects.visible_to(by)
            with asked() as sent, locked(seen, number=clue.number) as inner:
                assert inner is outer
            assert sent == []

    def test_for_another_reader_it_is_asked_for(self):
        clue = make_clue()
        with locked(Clue.objects.visible_to(person("manager")), number=clue.number):
            hidden = Clue.objects.visible_to(person("liaison"))
            with pytest.raises(NotVisible), attempt(), locked(hidden, number=clue.number):
                pass

    def test_what_is_asked_besides_is_asked_for(self):
        clue, by = make_clue(), person("manager")
        with locked(Clue.objects.visible_to(by), number=clue.number):
            others = Clue.objects.visible_to(by).filter(state="concluded")
            with pytest.raises(NotVisible), attempt(), locked(others, number=clue.number):
                pass

    def test_another_action_holds_nothing_of_this_one(self):
        clue = make_clue()
        with locked(Clue, pk=clue.pk):
            assert is_held(Clue, pk=clue.pk)
        with action():
            assert not is_held(Clue, pk=clue.pk)

    def test_what_an_attempt_locked_is_free_again(self):
        clue = make_clue()
        with action():
            with suppress(LookupError), attempt(), locked(Clue, pk=clue.pk):
                raise LookupError
            assert not is_held(Clue, pk=clue.pk)
