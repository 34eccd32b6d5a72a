"""A recused person at every door: every ground x every list, page of one matter, answer of the interface.

What is answered before there is the matter is compared with what is answered after: to whoever is recused it
must be the same bytes.
"""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from django.test import Client
from django.utils import timezone

from accounts.actions import (
    give_post,
)
from accounts.models import Person
from accounts.terms import Role
from clues.clue.models.clues import Clue
from clues.clue.terms import ClueState
from clues.corrections.actions.corrections import ask_for_correction
from clues.letters.actions.letters import add_attachment
from clues.letters.models.letters import Letter
from clues.related.actions import find_related
from clues.routing.actions import propose_unit
from clues.subjects.actions import find_or_register_subject
from hub.access.past import openings_on, why_on
from hub.access.querysets import reader_of
from hub.access.readers import choice_for, party_keys, readers_of, why
from hub.events.models import Notice
from tests import identities
from tests.factories import clue_at, make_letter, new_subject
from tests.grounds import GROUNDS, WHO, declared, former_unit
from tests.signing import running_approval
from tests.timing import Times, bound, judged, look
from tests.town import person, unit
from tests.urls.world import ABSENT, World, address, ask, build_world, routes, telling

pytestmark = pytest.mark.django_db
TITLE, NAME = "门内事项标题", "门内对象姓名"
SUBJECT = {"name": NAME, "identifiers": {"staff": "DOOR-1"}, "branch": "第一党支部"}


@pytest.fixture
def client(settings) -> Client:
    settings.ACCOUNT_RATE_LIMITS = False
    admin = person("system_admin")
    give_post(person(WHO), unit=unit("case-management"), role=Role.CASE_MANAGER, by=admin)
    give_post(person(WHO), unit=unit("petition"), role=Role.REGISTRAR, by=admin)
    client = Client(raise_request_exception=False, headers={"accept-language": "en"})
    client.force_login(person(WHO), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def matter(subject: dict[str, object]) -> Clue:
    """A clue in approval, its letter with a file, and a second clue about the same subject."""
    letter = make_letter(title=TITLE, subjects=[new_subject(**(SUBJECT | subject))])
    add_attachment(letter.number, name="a.txt", content=b"a", by=person("registrar"))
    clue = clue_at(ClueState.REGISTERED, letter=letter)
    propose_unit(clue.number, chosen=unit("team-1"), override_reason="x", by=person("manager"))
    again = make_letter(title=f"{TITLE}二", subjects=[new_subject(**(SUBJECT | subject))])
    clue_at(ClueState.REGISTERED, letter=again)
    find_related(clue.subject_id)
    return clue


# --- lists ------------------------------------------------------------------------------------

ASKED = {
    "clues:clue-list": ["q=" + TITLE[:3], "q=" + NAME, "state=proposed", "category=dining", "source=letter"],
    "clues:letter-list": ["q=" + TITLE[:3], "q=" + NAME, "state=transferred", "source=letter"],
    "clues-api:clues": ["state=proposed", "source=letter", "category=dining", "limit=1"],
    "clues-api:letters": ["state=transferred", "source=letter", "limit=1"],
    "approvals:batch": ["purpose=clue.routing"],
    "accounts:own-looks": ["kind=page"],
}
# With nothing of any matter: signing in, the description of the interface.
ELSEWHERE = ("account_", "mfa_", "rest:", "token:", "set_language", "nothing-here")


def lists() -> dict[str, str]:
    """Name -> address of everything that is asked for without naming a matter, and each with filters."""
    found = {}
    for name, pattern in routes():
        if "<" in pattern or "(?P" in pattern or name.startswith(ELSEWHERE):
            continue
        path = address(pattern, {})
        found[name] = path
        found |= {f"{name}?{asked}": f"{path}?{asked}" for asked in ASKED.get(name, [])}
    return found


def told_by_lists(client: Client) -> dict[str, object]:
    said = {name: telling(ask(client, "GET", path), path) for name, path in lists().items()}
    typed = {"prefix": "form-0", "form-0-name": NAME, "form-0-scheme": "staff", "form-0-identifier": "DOOR-1"}
    said["candidates"] = client.post("/letters/candidates/", typed).content
    return {name: re.sub(rb"nonce[^ ;>]*", b"", repr(each).encode()) for name, each in said.items()}


@pytest.mark.parametrize("ground", GROUNDS)
def test_lists_searches_counts_inbox_notices_tell_nothing(client, ground):
    subject = ground()
    before = told_by_lists(client)
    clue = matter(subject)
    after = told_by_lists(client)
    assert [name for name in before if before[name] != after[name]] == []
    assert not Notice.objects.filter(recipient=person(WHO), entry__of_label="clues.clue").exists()
    assert WHO not in names(readers_of(clue))


def test_the_same_lists_are_full_for_somebody_who_is_not_recused(client):
    before = told_by_lists(client)
    matter({})
    after = told_by_lists(client)
    changed = {name for name in before if before[name] != after[name]}
    full = {
        "home",
        "candidates",
        "events:notice-list",
        "events:badge",
        "clues-api:clues",
        "clues-api:letters",
    }
    full |= {"clues:clue-list", "clues:letter-list", "duties-api:duties", "events-api:notices"}
    full |= {name for name in before if name.startswith(("clues:clue-list?q", "clues:letter-list?q"))}
    assert full <= changed, full - changed


# --- one matter -------------------------------------------------------------------------------


def one_of(world: World, clue: Clue) -> World:
    letter = clue.letters.get()
    approval = running_approval(clue)
    wrong = ask_for_correction(clue.number, source="person", claim="x", by=person("manager"))
    return replace(
        world,
        clue=clue.number,
        letter=letter.number,
        attachment=letter.attachments.get().pk,
        approval=approval.pk,
        step=approval.steps.first().pk,
        correction=wrong.pk,
        identity=identities.asked(letter).pk,
    )


ABOUT = ("clues:", "clues-api:", "approvals:", "approvals-api:")
# Files of letters, counts of a unit, bulletins and what is sent on are no matter: what they list goes through
# the gate line by line.
NO_MATTER = ("letter-import", "stock", "bulletin", "sent-on")


def pages(world: World) -> dict[str, tuple[str, str]]:
    """Route -> (address of what is there, address of what is not)."""
    return {
        name: (address(pattern, world.arguments(name)), address(pattern, world.arguments(name) | ABSENT))
        for name, pattern in routes()
        if "<" in pattern and name.startswith(ABOUT) and not any(each in name for each in NO_MATTER)
    }


@pytest.mark.parametrize("ground", GROUNDS)
def test_hidden_and_absent_are_the_same_bytes_to_the_recused(client, ground):
    world = build_world()
    clue = matter(ground())
    compared = leaks = 0
    for name, (here, nowhere) in pages(one_of(world, clue)).items():
        for method in ("GET", "POST"):
            there, absent = ask(client, method, here), ask(client, method, nowhere)
            compared += 1
            if telling(there, here) != telling(absent, nowhere):
                leaks += 1
                print(f"{method} {name}: {there.status_code} and {absent.status_code}")  # noqa: T201
    assert leaks == 0
    assert compared > 150


# --- what others see of them ------------------------------------------------------------------


@pytest.mark.parametrize("ground", GROUNDS)
def test_others_are_not_offered_them_and_learn_no_more_than_that(client, ground):
    clue = matter(ground())
    choice = choice_for(clue, Person.objects.filter(username__in=(WHO, "manager", "deputy")))
    assert {each.username for each in choice.offered} == {"deputy", "manager"}
    assert [each.username for each in choice.not_offered] == [WHO]
    manager = Client(headers={"accept-language": "en"})
    manager.force_login(person("manager"), backend="allauth.account.auth_backends.AuthenticationBackend")
    readers = manager.get(f"/clues/{clue.number}/readers/").content.decode()
    assert WHO.replace("_", " ") not in readers
    told = manager.get(f"/api/v1/explain/clues/{clue.number}?person={WHO}").json()
    assert (told["sees"], told["code"]) == (False, "recused")


# --- one rule, from four sides ----------------------------------------------------------------


def names(keys: list[int]) -> set[str]:
    return set(Person.objects.filter(pk__in=keys).values_list("username", flat=True))


@pytest.mark.parametrize("ground", GROUNDS)
def test_gate_readers_explanation_and_past_agree(client, ground):
    clue = matter(ground())
    today = timezone.localdate()
    for row in (clue, clue.letters.get()):
        keys, seen = party_keys(row), set(readers_of(row))
        past = {each.pk for opening in openings_on(row, today) for each in opening.people}
        for each in Person.objects.all():
            visible = type(row).objects.visible_to(each).filter(pk=row.pk).exists()
            assert visible == (each.pk in seen) == why(each, row).sees, each
            barred = Person.objects.recused_from(keys).filter(pk=each.pk).exists()
            assert barred == bool(set(reader_of(each).barred_keys) & set(keys)), each
            assert visible <= (each.pk in past)
        assert why_on(person(WHO), row, today).code in ("recused", "granted")  # granted: before the ground
        assert not type(row).objects.visible_to(person(WHO)).filter(pk=row.pk).exists()


def test_a_subject_that_comes_to_the_unit_later_is_hidden_from_then_on(client):
    former_unit()
    clue = matter({"unit": unit("org-3"), "unit_name": ""})
    assert Clue.objects.visible_to(person(WHO)).filter(pk=clue.pk).exists()
    moved = SUBJECT | {"unit": unit("org-1")}
    find_or_register_subject(new_subject(**moved))
    assert not Clue.objects.visible_to(person(WHO)).filter(pk=clue.pk).exists()
    assert not Letter.objects.visible_to(person(WHO)).filter(clues=clue).exists()
    find_or_register_subject(new_subject(name=NAME, identifiers=SUBJECT["identifiers"], unit=None))
    assert not Clue.objects.visible_to(person(WHO)).filter(pk=clue.pk).exists(), "silence frees nobody"


# --- time -------------------------------------------------------------------------------------


@pytest.mark.parametrize("address_of", ["/clues/{}/", "/api/v1/clues/{}"])
@pytest.mark.parametrize("pairs", [120, pytest.param(2000, marks=pytest.mark.soak)])
def test_time_does_not_tell_a_recused_row_from_an_absent_one(client, address_of, pairs, capsys):
    hidden = matter(declared()).number
    paths = {True: address_of.format(hidden), False: address_of.format(f"{hidden[:-6]}999999")}

    def measure(some: int) -> Times:
        times: Times = {True: [], False: []}
        for _ in range(10):
            look(client, paths[False], status=404)
        for n in range(some):
            for there in (True, False) if n % 2 else (False, True):
                times[there].append(look(client, paths[there], status=404).took)
        return times

    with capsys.disabled():
        apart = judged(measure(pairs), what=f"recused or absent {address_of}")
    assert apart < bound(pairs)
