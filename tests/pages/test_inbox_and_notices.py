"""What waits and what was told: only of matters that are open to the person now."""

import pytest

from accounts.actions import declare_recusal
from clues.clue.terms import ClueState
from hub.events.models import Notice
from tests.factories import clue_at, make_letter, new_subject
from tests.town import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def clue():
    letter = make_letter(subjects=[new_subject(identifiers={"staff": "N-1"})])
    return clue_at(ClueState.PUSHED, letter=letter)


def recuse(name):
    declare_recusal(person(name), identity=("staff", "N-1"), by=person(name))


def test_the_inbox_says_what_why_and_until_when(acting, clue):
    answer = acting("team_custodian").get("/")
    (line,) = answer.context["waiting"]
    assert line.url == f"/clues/{clue.number}/"
    page = answer.content.decode()
    for said in (
        "Sign for or return",
        "A clue was pushed to your unit",
        clue.number,
        "for anyone of",
        "left",
    ):
        assert said in page
    assert answer.context["level"] == clue.classification


def test_a_partial_request_gets_the_list_alone(acting, clue):
    answer = acting("team_custodian").get("/", headers={"HX-Request": "true"})
    assert clue.number in answer.content.decode()
    assert b"<html" not in answer.content


def test_after_recusal_the_inbox_does_not_even_count_it(acting, clue):
    recuse("team_custodian")
    page = acting("team_custodian").get("/").content.decode()
    assert clue.number not in page
    assert "Nothing waits for you" in page


def test_a_signature_that_waits_leads_to_its_sheet(acting):
    clue_at(ClueState.PROPOSED)
    (line,) = acting("management_head").get("/").context["waiting"]
    assert line.url.startswith("/approvals/")


def test_signing_several_is_offered_to_whom_a_signature_waits(acting, clue):
    assert "/approvals/batch/" not in acting("team_custodian").get("/").content.decode()
    clue_at(ClueState.PROPOSED)
    assert "/approvals/batch/" in acting("management_head").get("/").content.decode()


def test_a_notice_of_a_hidden_matter_keeps_its_kind_alone(acting, clue):
    seen = acting("team_custodian").get("/notices/").content.decode()
    assert clue.number in seen
    recuse("team_custodian")
    page = acting("team_custodian").get("/notices/").content.decode()
    assert "Clue pushed to the unit" in page
    for said in (clue.number, clue.title, "manager"):
        assert said not in page
    fresh = acting("team_custodian").get("/notices/fresh/?after=0").content.decode()
    assert clue.number not in fresh
    assert 'data-seq="1"' in fresh


def test_marking_read_ticks_off_no_more_than_was_on_the_page(acting, clue):
    custodian = acting("team_custodian")
    assert custodian.get("/notices/badge/").content == b"1"
    newest = custodian.get("/notices/").context["newest"]
    clue_at(ClueState.PUSHED)
    custodian.post("/notices/read/", {"up_to": newest})
    assert custodian.get("/notices/badge/").content == b"1"
    assert Notice.objects.visible_to(person("team_custodian")).unread().get().seq == newest + 1


def test_fresh_tells_only_what_is_newer(acting, clue):
    custodian = acting("team_custodian")
    assert b"data-seq" in custodian.get("/notices/fresh/?after=0").content
    assert b"data-seq" not in custodian.get("/notices/fresh/?after=1").content
    assert b"data-seq" in custodian.get("/notices/fresh/?after=x").content


def test_anonymous_visitors_are_led_to_the_entrance(client):
    for path in ("/", "/notices/", "/notices/badge/", "/clues/", "/people/", "/ledger/", "/me/"):
        assert client.get(path).url.startswith("/accounts/login/")
