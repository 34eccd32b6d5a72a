"""Nobody else can tell that there is a related matter."""

from __future__ import annotations

import re
from difflib import unified_diff

import pytest
from django.test import Client

from clues.clue.models.clues import Clue
from clues.custody.actions import assign_handlers
from clues.related.models import RelatedMatter
from tests.factories import clue_at
from tests.related import client_of, pair, sees
from tests.timing import Times, bound, judged, look
from tests.town import person, unit

pytestmark = pytest.mark.django_db


# --- nobody else can tell ---------------------------------------------------------------------


# What differs between any two answers: tokens against forgery and the numbers of requests.
VARYING = re.compile(rb'(csrfmiddlewaretoken" value="|X-CSRFToken": ?"|nonce=")[^"]*')


def look_in_turns(address: str, handler: Client, ends: dict[bool, tuple[int, int]], pairs: int) -> Times:
    """The same clue, with and without a hidden match, in turns; the answers are the same bytes.

    ends: the two clues of the one row there is. Without a hidden match these are two others, so that as much
    was written just before.
    """
    times: Times = {True: [], False: []}
    bodies: set[bytes] = set()
    for _ in range(10):
        look(handler, address)
    for n in range(pairs):
        for hidden in (True, False) if n % 2 else (False, True):
            RelatedMatter.objects.all().delete()
            first, second = ends[hidden]
            RelatedMatter.objects.create(first_id=first, second_id=second)
            seen = look(handler, address)
            times[hidden].append(seen.took)
            bodies.add(VARYING.sub(rb"\1", seen.body))
    assert len(bodies) == 1, difference(*list(bodies)[:2])
    return times


def difference(one: bytes, other: bytes) -> str:
    """The lines in which two answers differ."""
    return "\n".join(unified_diff(one.decode().splitlines(), other.decode().splitlines(), n=0, lineterm=""))


def handler_and_clue() -> tuple[Client, Clue]:
    mine, other = pair()
    handlers = [person("team_handler"), person("team_handler_2")]
    assign_handlers(mine.number, handlers=handlers, by=person("team_leader"))
    assert not sees("team_handler", other)
    return client_of("team_handler"), mine


@pytest.mark.parametrize("address", ["/clues/{}/", "/api/v1/clues/{}"])
@pytest.mark.parametrize("pairs", [120, pytest.param(2000, marks=pytest.mark.soak)])
def test_time_and_bytes_do_not_tell_of_a_hidden_match(address, pairs, capsys):
    client, mine = handler_and_clue()
    match = RelatedMatter.objects.get()
    unrelated = [clue_at("registered").pk for _ in range(2)]
    ends = {True: (match.first_id, match.second_id), False: (unrelated[0], unrelated[1])}
    path = address.format(mine.number)
    with capsys.disabled():
        apart = judged(look_in_turns(path, client, ends, pairs), what=address)
    assert apart < bound(pairs)


@pytest.mark.parametrize("unit_code", ["supervision-1", "dispatched-2"])
def test_asking_tells_nothing_to_who_may_not_know(unit_code):
    client, mine = handler_and_clue()
    page = client.get(f"/clues/{mine.number}/related/ask/", {"unit": unit(unit_code).pk})
    body = {"unit": unit_code, "reason": "x"}
    over = client.post(f"/api/v1/clues/{mine.number}/opening-requests", body, "application/json")
    assert (page.status_code, over.status_code) == (404, 404)
