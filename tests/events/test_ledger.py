"""The ledger is written at the end of an action: all of it at once, or nothing of what was undone."""

from __future__ import annotations

from contextlib import suppress

import pytest
from django.db import transaction

from clues.letters.kinds import Kind
from hub.access.grants import Holders, grant
from hub.events.actions import record
from hub.events.models import Entry, Mailbox, Notice
from hub.kernel.acting import action, attempt
from tests.bench.way import asked
from tests.factories import make_letter
from tests.town import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter():
    return make_letter()


def told(letter, *names: str) -> None:
    people = [person(name).pk for name in names]
    record(Kind.LETTER_REGISTERED, by=person("registrar"), of=letter, to=people)


def lines(letter) -> list[Entry]:
    return list(Entry.objects.about(letter))


def seqs(name: str) -> list[tuple[int, int]]:
    """(number, ledger line) of the person's notices, by number."""
    return list(Notice.objects.filter(recipient=person(name)).order_by("seq").values_list("seq", "entry"))


def test_all_lines_and_notices_of_an_action_are_one_statement(letter):
    before = len(lines(letter))
    with asked() as sent, action():
        grant([letter], Holders(people=[person("deputy").pk]), purpose="test", by=person("registrar"))
        told(letter, "deputy", "secretary")
        told(letter, "secretary")
        assert len(lines(letter)) == before
        del sent[:]
    assert len(sent) == 1
    granted, first, second = lines(letter)[before:]
    assert [granted.kind, first.kind, second.kind] == ["access.granted", *[Kind.LETTER_REGISTERED] * 2]
    assert all(each.digest == each.content_digest() for each in (granted, first, second))
    assert seqs("deputy") == [(1, first.pk)]
    assert seqs("secretary") == [(1, first.pk), (2, second.pk)]
    assert Mailbox.objects.get(person=person("secretary")).last_seq == 2


def test_numbers_go_on_where_they_ended(letter):
    for _ in range(3):
        with action():
            told(letter, "secretary")
            told(letter, "secretary")
    assert [seq for seq, _entry in seqs("secretary")] == [1, 2, 3, 4, 5, 6]
    assert [entry for _seq, entry in seqs("secretary")] == sorted(entry for _seq, entry in seqs("secretary"))


def test_whoever_acts_is_told_nothing(letter):
    before = seqs("registrar")
    with action():
        told(letter, "registrar")
    assert seqs("registrar") == before


def test_what_failed_alone_leaves_no_line(letter):
    before = len(lines(letter))
    with action():
        told(letter, "secretary")
        with suppress(LookupError), attempt():
            told(letter, "deputy")
            with action():
                told(letter, "deputy")
            raise LookupError
        told(letter, "secretary")
    assert len(lines(letter)) == before + 2
    assert (len(seqs("secretary")), seqs("deputy")) == (2, [])


def test_what_succeeded_within_an_attempt_stays(letter):
    with action(), attempt():
        told(letter, "deputy")
    assert len(seqs("deputy")) == 1


def test_an_action_that_fails_leaves_nothing(letter):
    before = len(lines(letter))
    with suppress(LookupError), action():
        told(letter, "deputy")
        raise LookupError
    assert (len(lines(letter)), seqs("deputy")) == (before, [])


def test_an_action_within_one_that_fails_leaves_nothing(letter):
    before = len(lines(letter))
    with suppress(LookupError), action():
        with action():
            told(letter, "deputy")
        raise LookupError
    assert (len(lines(letter)), seqs("deputy")) == (before, [])


def test_outside_of_an_action_nothing_is_recorded(letter):
    with transaction.atomic(), pytest.raises(RuntimeError):
        told(letter, "deputy")


def test_whoever_acts_is_not_told_of_it(letter):
    with action():
        told(letter, "registrar", "deputy")
    assert Notice.objects.filter(entry__in=lines(letter), recipient=person("deputy")).exists()
    assert not Notice.objects.filter(entry__in=lines(letter), recipient=person("registrar")).exists()
