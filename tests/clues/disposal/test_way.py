"""The clue's way from letter to conclusion, as the people walk it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.actions import end_post
from accounts.models import Unit
from clues.clue.terms import ClueState
from clues.disposal.actions import feed_back
from hub.events.models import Entry, Notice
from hub.kernel.errors import Conflict, Invalid
from tests.factories import clue_at, make_clue, make_letter, new_subject
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


class TestFeedback:
    """Who is told the result."""

    def fed_back(self, clue):
        feed_back(clue.number, text="核查结果反馈", by=person("team_leader"))
        return [each.to_unit.code for each in clue.feedbacks.all()]

    def without_letters(self):
        clue = clue_at(ClueState.RESULT)
        clue.letters.clear()
        return clue

    def test_the_offices_that_received_the_letters_once_each(self):
        clue = clue_at(ClueState.RESULT)
        clue.letters.add(make_letter())
        assert self.fed_back(clue) == ["petition"]

    def test_without_letters_the_initiators_unit(self):
        assert self.fed_back(self.without_letters()) == ["petition"]

    def test_without_letters_and_initiator_case_management(self):
        clue = self.without_letters()
        end_post(clue.initiator.posts.get().pk, by=person("system_admin"))
        assert self.fed_back(clue) == ["case-management"]


def test_a_clue_needs_a_case_management_office_to_go_to():
    letter = make_letter()
    Unit.objects.filter(code="case-management").update(to_on=timezone.localdate() - timedelta(days=1))
    with pytest.raises(Conflict) as refused:
        make_clue(letter)
    assert (refused.value.code, refused.value.happened) == ("no-case-management", {"unit": "petition"})
    letter.refresh_from_db()
    assert letter.state == "received"


def test_nothing_is_drawn_about_somebody_whom_the_letter_does_not_name():
    letter, other = make_letter(), make_letter(subjects=[new_subject(name="别人")])
    with pytest.raises(Invalid) as refused:
        make_clue(letter, subject=other.subjects.get())
    assert set(refused.value.fields) == {"subject"}
