"""A page found by the merge or the walk is the page one would find by asking about every row."""

from __future__ import annotations

import random

import pytest
from django.contrib.auth.models import Group

from clues.clue.models.clues import Clue
from hub.access import density, paging
from hub.access.grants import Holders, grant
from hub.access.paging import count_up_to, page_of, visible_ids
from hub.access.reader import Reader
from tests.factories import level, make_clue

pytestmark = pytest.mark.django_db

ROWS = 300


class Someone:
    """A person reduced to their reader, with as many groups as a test wants."""

    def __init__(self, groups, clearance=20, keys=()):
        self.pk = 10**9
        self._reader = Reader(self.pk, tuple(groups), clearance, tuple(keys))

    def reader(self):
        return self._reader


@pytest.fixture
def clues():
    """300 clues of two states and two levels, copied from one that was really made."""
    first = make_clue()
    Clue.objects.bulk_create(
        Clue(
            number=f"T-{n}",
            title="t",
            summary="s",
            source=first.source,
            category=first.category,
            subject=first.subject,
            state="concluded" if n % 20 == 0 else "registered",
            office=first.office,
            holder=first.holder,
            initiator=first.initiator,
            classification_id=30 if n % 11 == 0 else 20,
        )
        for n in range(ROWS)
    )
    return list(Clue.objects.filter(number__startswith="T-"))


def groups_over(clues, count, share, seed):
    chance = random.Random(seed)
    groups = [Group.objects.create(name=f"g{n}") for n in range(count)]
    for group in groups:
        mine = [clue for clue in clues if chance.random() < share]
        grant(mine, Holders(groups=[group.pk]), purpose="x", by=None)
    return [group.pk for group in groups]


@pytest.mark.parametrize("count", [1, 3, 12])
@pytest.mark.parametrize("share", [0.01, 0.1, 0.6])
@pytest.mark.parametrize("filtered", [False, True])
def test_every_page_equals_the_plain_question(clues, monkeypatch, count, share, filtered):
    # Small samples and short walks, so that on 300 rows every branch is taken.
    for module, name, small in ((density, "SAMPLE", 5), (paging, "DEPTH", 1), (paging, "FILTERED_DEPTH", 4)):
        monkeypatch.setattr(module, name, small)
    density.forget()
    someone = Someone(groups_over(clues, count, share, seed=count))
    rows = Clue.objects.filter(state="concluded") if filtered else Clue.objects.all()
    expected = list(rows.visible_to(someone).order_by("-pk").values_list("pk", flat=True))
    paged, before = [], None
    while page := visible_ids(rows, someone, before=before, limit=10):
        paged += page
        before = page[-1]
    assert paged == expected
    assert count_up_to(rows, someone, cap=1000) == len(expected)
    assert count_up_to(rows, someone, cap=5) == min(len(expected), 6)


def test_rows_above_the_clearance_are_skipped_without_shortening_the_page(clues):
    someone = Someone(groups_over(clues, 1, 1.0, seed=1), clearance=20)
    page = page_of(Clue.objects.all(), someone, limit=50)
    assert len(page) == 50
    assert all(clue.classification_id <= level("work_secret").rank for clue in page)


def test_values_keep_only_what_was_asked_for(clues):
    someone = Someone(groups_over(clues, 1, 1.0, seed=1))
    assert set(page_of(Clue.objects.values("pk", "number"), someone, limit=1)[0]) == {"pk", "number"}
