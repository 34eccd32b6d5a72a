"""Who sees a row: one condition at a time, and all the ways of asking agree."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.actions import declare_recusal, disable_person, end_post, set_clearance
from clues.apart.models import ApartRule
from clues.clue.models.clues import Clue
from clues.clue.terms import ClueState
from clues.custody.actions import push_clue
from clues.letters.models.letters import Letter
from hub.access.grants import Holders, grant, revoke
from hub.access.paging import page_of, visible_ids
from hub.access.readers import readers_of, why
from tests.factories import clue_at, level, make_letter, new_subject
from tests.town import person, unit

pytestmark = pytest.mark.django_db


def sees(name, clue):
    """Whether the person sees the clue, asked in every way there is; they must agree."""
    someone = person(name)
    answers = {
        Clue.objects.visible_to(someone).filter(pk=clue.pk).exists(),
        clue.pk in visible_ids(Clue.objects.all(), person(name), limit=1000),
        someone.pk in readers_of(clue),
        why(person(name), clue).sees,
    }
    assert len(answers) == 1, f"the ways of asking disagree about {name}"
    return answers.pop()


@pytest.fixture
def clue():
    return clue_at(ClueState.PUSHED)


def test_the_custodian_sees_what_was_pushed(clue):
    assert sees("team_custodian", clue)


def test_a_stranger_does_not(clue):
    assert not sees("district_custodian", clue)
    assert why(person("district_custodian"), clue).code == "no_grant"


@pytest.mark.parametrize("admin", ["system_admin", "security_admin", "audit_admin"])
def test_no_administrator_sees_a_clue(clue, admin):
    assert not sees(admin, clue)


def test_clearance_below_the_classification_hides(clue):
    set_clearance(person("team_custodian").pk, level=level("internal"), by=person("security_admin"))
    assert not sees("team_custodian", clue)
    assert why(person("team_custodian"), clue).code == "clearance"


def test_no_clearance_means_nobody(clue):
    set_clearance(person("team_custodian").pk, level=None, by=person("security_admin"))
    assert not sees("team_custodian", clue)


def test_an_ended_post_hides(clue):
    end_post(person("team_custodian").posts.get().pk, by=person("system_admin"))
    assert not sees("team_custodian", clue)
    assert why(person("team_custodian"), clue).code == "no_post"


def test_a_disabled_person_sees_nothing(clue):
    disable_person(person("team_custodian").pk, by=person("system_admin"))
    assert not sees("team_custodian", clue)


def test_an_ended_round_hides(clue):
    team = unit("team-1")
    team.to_on = timezone.localdate() - timedelta(days=1)
    team.save()
    assert not sees("team_custodian", clue)


def test_an_expired_grant_hides(clue):
    clue.group_grants.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert not sees("team_custodian", clue)


def test_a_recused_person_sees_nothing_of_the_party():
    clue = clue_at(ClueState.PUSHED, letter=make_letter(subjects=[new_subject(identifiers={"staff": "X-1"})]))
    custodian = person("team_custodian")
    assert sees("team_custodian", clue)
    declare_recusal(custodian, identity=("staff", "X-1"), by=custodian, reason="relative")
    assert not sees("team_custodian", clue)
    assert why(person("team_custodian"), clue).code == "recused"


def test_nobody_sees_a_clue_about_themselves():
    """The custodian's own staff number is the subject's identifier, where nobody's matters are kept apart."""
    ApartRule.objects.all().delete()
    subject = new_subject(identifiers={"staff": "staff-team_custodian"})
    clue = clue_at(ClueState.APPROVED, letter=make_letter(subjects=[subject]))
    grant([clue], Holders(people=[person("team_custodian").pk]), purpose="x", by=None)
    assert not sees("team_custodian", clue)


def test_a_grant_in_person_opens_and_its_revocation_closes(clue):
    stranger = person("district_handler")
    grant([clue], Holders(people=[stranger.pk]), purpose="help with the case", by=person("manager"))
    assert sees("district_handler", clue)
    assert "help with the case" in why(person("district_handler"), clue).sentence
    revoke([clue], Holders(people=[stranger.pk]), by=person("manager"))
    assert not sees("district_handler", clue)


def test_a_longer_grant_lengthens_and_a_shorter_one_does_not_shorten(clue):
    stranger = Holders(people=[person("district_handler").pk])
    near, far = (timezone.now() + timedelta(days=days) for days in (1, 9))
    for until in (near, far, near):
        grant([clue], stranger, purpose="x", by=None, expires_at=until)
    assert clue.person_grants.get(user=person("district_handler")).expires_at == far


def test_anonymous_sees_nothing(clue):
    assert not Clue.objects.visible_to(None).exists()
    assert page_of(Clue.objects.all(), None) == []


def test_a_grant_in_person_that_has_expired_hides(clue):
    stranger, late = Holders(people=[person("district_handler").pk]), timezone.now() - timedelta(seconds=1)
    grant([clue], stranger, purpose="x", by=None, expires_at=late)
    assert not sees("district_handler", clue)


def test_without_a_post_a_grant_in_person_opens_nothing(clue):
    custodian = person("team_custodian")
    grant([clue], Holders(people=[custodian.pk]), purpose="x", by=None)
    end_post(custodian.posts.get().pk, by=person("system_admin"))
    assert not sees("team_custodian", clue)


def test_what_is_pushed_is_opened_with_its_letters():
    approved = clue_at(ClueState.APPROVED)
    letters = Letter.objects.filter(clues=approved)
    assert not letters.visible_to(person("team_custodian")).exists()
    push_clue(approved.number, by=person("manager"))
    assert letters.visible_to(person("team_custodian")).count() == letters.count() == 1
