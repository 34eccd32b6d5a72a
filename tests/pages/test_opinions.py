"""The page of the opinion: what a way requires is asked for at its own field."""

from __future__ import annotations

import pytest
from django.test import Client

from clues.clue.terms import ClueState
from clues.ways.models import DisposalWay
from tests.factories import ENDINGS, clue_at
from tests.town import person

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def page(name: str) -> Client:
    client = Client()
    client.force_login(person(name), backend=BACKEND)
    return client


def test_missing_it_is_said_at_the_field_and_given_it_is_shown():
    clue = clue_at(ClueState.ASSIGNED)
    way = DisposalWay.objects.get(code="hold")
    client, address = page("team_handler"), f"/clues/{clue.number}/opinion/"
    sent = {"way": way.pk, "plan": "暂存", "version": clue.version}
    refused = client.post(address, sent)
    assert refused.status_code == 422
    assert set(refused.context["form"].errors) == {"reason"}
    assert client.post(address, sent | ENDINGS["hold"]).status_code == 302
    assert ENDINGS["hold"]["reason"] in client.get(f"/clues/{clue.number}/").content.decode()


def test_a_held_clue_shows_when_it_is_looked_at_again():
    clue = clue_at(ClueState.HELD)
    shown = page("team_handler").get(f"/clues/{clue.number}/").content.decode()
    assert f"{clue.holds.get().review_at:%Y-%m}" in shown


def test_what_was_told_is_noted_on_the_page():
    clue = clue_at(ClueState.CONCLUDED)
    client, address = page("team_leader"), f"/clues/{clue.number}/follow-up/"
    sent = {"task": "notice", "told_on": "2026-01-05", "note": "当面告知", "version": clue.version}
    assert set(client.post(address, sent).context["form"].errors) == {"late_reason"}
    assert client.post(address, sent | {"late_reason": "补录"}).status_code == 302
