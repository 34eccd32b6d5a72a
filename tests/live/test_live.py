"""What open pages hear, and what they must never hear."""

import time

import pytest
from django.contrib.sessions.models import Session
from django.db import transaction
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from accounts.actions import disable_person, end_post
from clues.clue.terms import ClueState
from clues.custody.kinds import Kind as Custody
from clues.letters.kinds import Kind as Letters
from hub.access.readers import readers_of
from hub.events.actions import record
from hub.events.models import Mailbox, Notice
from hub.kernel.acting import action
from tests.factories import clue_at, make_letter
from tests.live.conftest import session_of, wait_for
from tests.town import person

ACCESS_ENDS_WITHIN = 2.0  # seconds, from the issue; asserted with room for a slow machine


def last_seq(name):
    return Mailbox.objects.filter(person=person(name)).values_list("last_seq", flat=True).first() or 0


def test_a_push_is_heard_by_its_unit_and_by_no_stranger(open_page):
    clue = clue_at(ClueState.APPROVED)
    custodian = open_page(person("team_custodian"), after=last_seq("team_custodian"))
    stranger = open_page(person("district_custodian"), after=last_seq("district_custodian"))
    time.sleep(0.3)
    clue_at(ClueState.PUSHED)
    wait_for(lambda: any(said["kind"] == Custody.CLUE_PUSHED for said in custodian.said if "kind" in said))
    time.sleep(0.5)
    assert stranger.said == []
    assert {tuple(said) for said in custodian.said} == {("seq", "kind")}  # never a title, a name, a number
    assert clue.number


def test_a_rollback_sends_nothing(open_page):
    letter = make_letter()
    page = open_page(person("registrar_2"), after=last_seq("registrar_2"))
    time.sleep(0.3)
    with transaction.atomic():
        with action():
            record(Letters.LETTER_REGISTERED, by=person("registrar"), of=letter, to=readers_of(letter))
        transaction.set_rollback(True)
    time.sleep(0.7)
    assert page.said == []
    assert not Notice.objects.filter(
        recipient=person("registrar_2"), seq__gt=last_seq("registrar_2")
    ).exists()


def test_a_reconnect_misses_nothing(open_page):
    start = last_seq("registrar_2")
    first = open_page(person("registrar_2"), after=start)
    make_letter()
    wait_for(lambda: len(first.seqs) == 1)
    first.close()
    for _ in range(5):
        make_letter()
    again = open_page(person("registrar_2"), after=first.seqs[-1])
    wait_for(lambda: len(again.seqs) == 5)
    make_letter()
    wait_for(lambda: len(again.seqs) == 6)
    assert first.seqs + again.seqs == list(range(start + 1, start + 8))


def test_two_pages_of_one_person_both_hear(open_page):
    pages = [open_page(person("registrar_2"), after=last_seq("registrar_2")) for _ in range(2)]
    time.sleep(0.3)
    make_letter()
    for page in pages:
        wait_for(lambda page=page: len(page.seqs) == 1)


@pytest.mark.parametrize("how", ["disabled", "post ended", "signed out"])
def test_ended_access_closes_the_socket(open_page, how):
    page = open_page(person("team_handler_3"))
    time.sleep(0.5)
    began = time.monotonic()
    admin = person("system_admin")
    if how == "disabled":
        disable_person(person("team_handler_3").pk, by=admin)
    elif how == "post ended":
        end_post(person("team_handler_3").posts.get().pk, by=admin)
    else:
        Session.objects.all().delete()
    assert page.closed.wait(10)
    assert page.said == [{"bye": True}]
    assert time.monotonic() - began < ACCESS_ENDS_WITHIN * 2


def test_nobody_anonymous_is_served(open_page):
    page = open_page(None)
    assert page.closed.wait(5)
    assert page.said == [{"bye": True}]


def test_another_origin_is_refused(open_page):
    with pytest.raises(InvalidStatus):
        open_page(person("registrar"), origin="http://elsewhere.example")


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"after": -1}', '{"after": "1"}', '{"after": true}', "x" * 5000]
)
def test_nonsense_closes_the_socket(address, text):

    cookie = f"sessionid={session_of(person('registrar'))}"
    with connect(
        f"ws://{address}/live/", additional_headers={"Cookie": cookie}, origin=f"http://{address}"
    ) as socket:
        socket.send(text)
        with pytest.raises(Exception, match="4400"):
            socket.recv(timeout=5)
