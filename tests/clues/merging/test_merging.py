"""Merging restores every byte when it is undone; splitting leaves the origin as it is."""

from __future__ import annotations

import random

import pytest
from django.apps import apps
from django.db import connection

from clues.categories import Category
from clues.clue.terms import ClueState
from clues.merging.actions import NewPart, propose_merge, split_clue, undo_merge
from hub.approvals import actions as approvals
from hub.approvals.purposes import purpose_of
from hub.duties.models import Duty
from hub.kernel.errors import Conflict, Invalid, NotAllowed
from tests.factories import clue_about, clue_at, conclude, level, merge_clues
from tests.signing import digest_for, running_approval, sign_as
from tests.town import person

pytestmark = pytest.mark.django_db

STATES = [ClueState.REGISTERED, ClueState.APPROVED, ClueState.PUSHED, ClueState.SIGNED, ClueState.ASSIGNED]
STATES += [ClueState.IN_DISPOSAL, ClueState.RESULT, ClueState.ANSWERED]
# What tells of the merging itself, and so is not part of what is restored: the ledger, notices and the read
# marks of them, approvals and their tasks, the merge's own row, the history that who-could-see-it asks.
ACCOUNT = (
    "events_",
    "approvals_",
    "viewflow_",
    "clues_merge",
    "access_",
    "clues_past",
    "django_",
    "procrastinate",
)


def rows() -> dict[str, list[str]]:
    """Table -> every row as text, for all tables but those that give account of the merging."""
    found = {}
    with connection.cursor() as cursor:
        for model in apps.get_models():
            table, key = model._meta.db_table, model._meta.pk.column
            if not table.startswith(ACCOUNT):
                kept = "WHERE kind NOT LIKE 'approval.%'" if model is Duty else ""
                cursor.execute(f'SELECT t::text FROM "{table}" t {kept} ORDER BY "{key}"')
                found[table] = [row[0] for row in cursor.fetchall()]
    return found


def changed(before: dict[str, list[str]]) -> dict[str, list[str]]:
    """Table -> rows that were not there like that before, or are there no more."""
    now = rows()
    return {t: sorted(set(now[t]) ^ set(before[t])) for t in now if now[t] != before[t]}


@pytest.mark.parametrize("state", STATES)
def test_undone_it_stands_where_it_stood(state):
    main = clue_at(ClueState.SIGNED)
    other = clue_about(main, state)
    before = rows()
    merge_clues(main, other)
    other.refresh_from_db()
    assert other.state == ClueState.MERGED
    assert not Duty.objects.open().about(other).exists()
    assert changed(before) != {}
    undo_merge(other.number, reason="经查并非同一问题", by=person("manager"))
    assert changed(before) == {}


def shuffle(seed: int, sets: int) -> int:
    """Random sets of clues about one subject, merged in a random order and undone in another."""
    dice = random.Random(seed)
    merged = 0
    for _ in range(sets):
        main = clue_at(dice.choice(STATES[:5]))
        others = [clue_about(main, dice.choice(STATES)) for _ in range(dice.randint(1, 3))]
        before = rows()
        for other in others:
            merge_clues(main, other)
        for other in dice.sample(others, len(others)):
            undo_merge(other.number, reason="撤销并案", by=person("manager"))
        assert changed(before) == {}
        merged += len(others)
    return merged


def test_random_sets_of_clues():
    assert shuffle(7, 6) >= 6


@pytest.mark.soak
def test_two_hundred_random_sets_of_clues():
    assert shuffle(2026, 200) >= 200


def test_the_one_who_proposes_does_not_approve():
    main = clue_at(ClueState.SIGNED)
    other = clue_about(main, ClueState.SIGNED)
    propose_merge(main.number, merged=other.number, reason="同一问题", by=person("manager"))
    approval = running_approval(main)
    with pytest.raises(NotAllowed):
        approvals.sign(approval.pk, by=person("manager"), digest=digest_for(approval))


def test_refused_nothing_is_merged_and_it_can_be_proposed_again():
    main = clue_at(ClueState.SIGNED)
    other = clue_about(main, ClueState.SIGNED)
    propose_merge(main.number, merged=other.number, reason="同一问题", by=person("manager"))
    approval = running_approval(main)
    head = person("management_head")
    approvals.reject(approval.pk, by=head, digest=digest_for(approval), opinion="问题不同")
    other.refresh_from_db()
    assert other.state == ClueState.SIGNED
    merge_clues(main, other)


def test_what_has_gone_on_meanwhile_is_not_merged():
    main = clue_at(ClueState.SIGNED)
    other = clue_about(main, ClueState.ANSWERED)
    propose_merge(main.number, merged=other.number, reason="同一问题", by=person("manager"))
    conclude(other)
    sign_as("management_head", main)
    other.refresh_from_db()
    assert other.state == ClueState.CONCLUDED
    assert main.merged_here.get().refused_at is not None


def test_the_sheet_keeps_the_words_of_the_other_clue():
    """Who sees the main clue sees its sheets, and need not see the other clue."""
    main = clue_at(ClueState.SIGNED)
    other = clue_about(main, ClueState.SIGNED)
    propose_merge(main.number, merged=other.number, reason="同一问题", by=person("manager"))
    said = str(purpose_of("clue.merge").content(main))
    assert other.number in said
    assert other.title not in said
    assert other.summary not in said


class TestRefusals:
    def test_another_subject(self):
        with pytest.raises(Invalid) as refused:
            merge_clues(clue_at(ClueState.SIGNED), clue_at(ClueState.SIGNED))
        assert set(refused.value.fields) == {"merged"}

    def test_itself_and_no_reason(self):
        clue = clue_at(ClueState.SIGNED)
        with pytest.raises(Invalid):
            merge_clues(clue, clue)
        other = clue_about(clue, ClueState.SIGNED)
        with pytest.raises(Invalid) as refused:
            propose_merge(clue.number, merged=other.number, reason=" ", by=person("manager"))
        assert set(refused.value.fields) == {"reason"}

    def test_a_clue_in_approval_and_one_that_is_merged(self):
        main = clue_at(ClueState.SIGNED)
        with pytest.raises(Conflict):
            merge_clues(main, clue_about(main, ClueState.PROPOSED))
        other = clue_about(main, ClueState.SIGNED)
        merge_clues(main, other)
        third = clue_about(main, ClueState.SIGNED)
        with pytest.raises(Conflict):
            merge_clues(other, third)
        with pytest.raises(Conflict):
            merge_clues(third, other)


class TestSplitting:
    def part(self, **fields: object) -> NewPart:
        given = {
            "title": "另案",
            "summary": "其中一部分问题",
            "category": Category.objects.get(code="dining"),
            "classification": level(),
            "reason": "性质不同",
        }
        return NewPart(**(given | fields))  # type: ignore[arg-type]

    def test_the_part_has_a_number_of_its_own_and_the_same_letters(self):
        origin = clue_at(ClueState.ASSIGNED)
        part = split_clue(origin.number, new=self.part(), by=person("manager"))
        assert part.number != origin.number
        assert list(part.letters.all()) == list(origin.letters.all())
        assert part.state == ClueState.REGISTERED
        assert part.split_from.origin == origin
        origin.refresh_from_db()
        assert origin.state == ClueState.ASSIGNED
        assert Duty.objects.open().about(part).filter(kind="clue.propose").exists()

    def test_not_less_secret_than_the_whole(self):
        origin = clue_at(ClueState.ASSIGNED)
        with pytest.raises(Invalid) as refused:
            split_clue(origin.number, new=self.part(classification=level("internal")), by=person("manager"))
        assert set(refused.value.fields) == {"classification"}
