"""The clue's way from letter to conclusion, as the people walk it."""

import pytest

from clues.terms import ClueState
from hub.events.models import Entry, Notice
from tests.factories import clue_at
from tests.town import person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("state", list(ClueState))
def test_every_state_is_reached(state):
    assert clue_at(state).state == state


def test_each_step_stands_in_the_ledger():
    clue = clue_at(ClueState.CONCLUDED)
    kinds = list(Entry.objects.about(clue).values_list("kind", flat=True))
    for kind in (
        "registered",
        "proposed",
        "approved",
        "pushed",
        "signed",
        "assigned",
        "answered",
        "concluded",
    ):
        assert f"clue.{kind}" in kinds


def test_the_custodian_is_told_of_the_push():
    clue = clue_at(ClueState.PUSHED)
    notices = Notice.objects.visible_to(person("team_custodian"))
    assert notices.filter(entry__kind="clue.pushed", entry__of_id=clue.pk).count() == 1
