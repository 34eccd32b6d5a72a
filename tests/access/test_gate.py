"""The one piece of SQL of the gate, in whatever place of a question it stands."""

from __future__ import annotations

import pytest
from django.db.models import Exists, OuterRef

from accounts.actions import declare_recusal
from clues.clue.models.clues import Clue
from clues.clue.terms import ClueState
from clues.letters.models.letters import Letter
from clues.subjects.models import Subject
from hub.access.gate import gate_sql
from tests.factories import clue_at, level, make_letter, new_subject
from tests.town import person

pytestmark = pytest.mark.django_db
WHO = "manager_2"


@pytest.fixture
def clues():
    """(one that manager_2 is recused from, another that they see)."""
    about = [new_subject(identifiers={"staff": f"GATE-{n}"}) for n in range(2)]
    letters = [make_letter(subjects=[subject]) for subject in about]
    barred, seen = (clue_at(ClueState.REGISTERED, letter=letter) for letter in letters)
    assert set(Clue.objects.visible_to(person(WHO))) == {barred, seen}
    declare_recusal(person(WHO), identity=("staff", "GATE-0"), by=person("manager"))
    return barred, seen


def test_asked_of_the_row_itself(clues):
    assert list(Clue.objects.visible_to(person(WHO))) == [clues[1]]
    assert list(Letter.objects.visible_to(person(WHO))) == [clues[1].letters.get()]


def test_asked_within_another_question(clues):
    """There Django calls the row by an alias, as the gate's own questions call theirs."""
    barred, seen = clues
    mine, both = Clue.objects.visible_to(person(WHO)), [barred.subject_id, seen.subject_id]
    subjects = Subject.objects.filter(pk__in=both)
    assert list(subjects.filter(Exists(mine.filter(subject=OuterRef("pk"))))) == [seen.subject]
    assert list(subjects.filter(pk__in=mine.values("subject"))) == [seen.subject]
    assert list(subjects.exclude(Exists(mine.filter(subject=OuterRef("pk"))))) == [barred.subject]
    letters = Letter.objects.visible_to(person(WHO)).filter(subjects=OuterRef("pk"))
    assert list(subjects.filter(Exists(letters))) == [seen.subject]


def test_one_within_the_other(clues):
    mine, letters = Clue.objects.visible_to(person(WHO)), Letter.objects.visible_to(person(WHO))
    assert list(mine.filter(letters__in=letters)) == [clues[1]]
    assert list(letters.filter(Exists(mine.filter(letters=OuterRef("pk"))))) == [clues[1].letters.get()]


def test_joined_with_other_tables(clues):
    titles = Clue.objects.visible_to(person(WHO)).select_related("subject").filter(subject__name__gt="")
    assert [clue.subject for clue in titles] == [clues[1].subject]
    assert Clue.objects.visible_to(person(WHO)).count() == 1


def test_each_reader_brings_their_own_values(clues):
    """Built once for a number of barred keys, never with somebody's keys in it."""
    one, other = person(WHO).reader(), person("manager").reader()
    for reader in (one, other):
        sql, params = gate_sql(Clue, reader, "r")
        assert sql.count("%s") == len(params)
        assert [param for param in params if param == reader.clearance]
        assert {param for param in params if isinstance(param, str)} == set(reader.barred_keys)
        assert "@" not in sql + "".join(map(str, params))
        assert not any(key in sql for key in reader.barred_keys)


def test_clearance_is_each_readers_own(clues):
    Clue.objects.filter(pk=clues[1].pk).update(classification=level("secret"))
    assert not Clue.objects.visible_to(person(WHO)).exists()
