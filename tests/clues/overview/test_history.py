"""What the history of a clue or letter tells: each line has the words that were written with it."""

import pytest

from clues.clue.models.clues import Clue
from clues.clue.terms import ClueState
from clues.custody.actions import push_clue, return_clue
from clues.letters.actions.identities import open_identity
from hub.events.history import history_of
from hub.events.kinds import telling_of
from hub.events.models import Entry
from tests.factories import clue_at, make_letter
from tests.identities import granted
from tests.town import person

pytestmark = pytest.mark.django_db


def test_a_line_that_has_words_names_the_row_they_stand_in():
    clue = clue_at(ClueState.CONCLUDED)
    lines = Entry.objects.about(clue).steps()
    told = [(line, telling_of(line.kind).words) for line in lines]
    named = [line.data[words.rows.name] for line, words in told if words]
    assert len(named) > 10
    assert all(
        words.rows.found.filter(pk=line.data[words.rows.name]).exists() for line, words in told if words
    )


def test_words_are_those_of_their_own_line():
    clue = clue_at(ClueState.APPROVED)
    push_clue(clue.number, by=person("manager"), note="第一次")
    return_clue(clue.number, by=person("team_custodian"), reason="不属我组")
    told = [line.note for line in history_of(Clue.objects.get(pk=clue.pk)) if line.note]
    assert told[:2] == ["不属我组", "第一次"]


def test_why_an_identity_was_opened_is_told_to_those_alone_who_may_read_it():
    letter = make_letter(signing="real_name", reporter=("王某", "13900000000"))
    granted(letter)
    open_identity(letter.number, by=person("registrar"))
    notes = [[line.note for line in history_of(letter, reserved=reserved)] for reserved in (False, True)]
    assert [("受理告知" in each) for each in notes] == [False, True]
