"""Finding by number or name: only what one sees, in no address, each find a look."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.actions import declare_recusal
from clues.clue.models.clues import Clue
from clues.clue.terms import ClueState
from clues.finding import find as finding
from clues.finding.find import find
from clues.finding.words import number_in
from hub.access.models import Look, What
from hub.kernel.errors import Invalid
from tests.api.conftest import Caller
from tests.clock import Clock
from tests.factories import clue_at, make_letter, new_subject
from tests.town import person

pytestmark = pytest.mark.django_db


def about(name: str, **identifiers: str) -> Clue:
    letter = make_letter(
        subjects=[new_subject(name=name, **({"identifiers": identifiers} if identifiers else {}))]
    )
    return clue_at(ClueState.REGISTERED, letter=letter)


def acting(who: str) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(person(who), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("XS-2026-000012", "XS-2026-000012"),
        ("  xs-2026-12 ", "XS-2026-000012"),
        ("xs202612", "XS-2026-000012"),
        ("ＸＳ-２０２６-12", "XS-2026-000012"),
        ("HX-2026-1234567", "HX-2026-1234567"),
        ("王某", ""),
        ("XS-26-1", ""),
    ],
)
def test_a_number_is_read_as_people_write_it(words, number):
    assert number_in(words) == number


def test_a_number_leads_to_its_page():
    clue = about("甲某某")
    letter = clue.letters.get()
    for words, row in ((clue.number.replace("-0000", "-").lower(), clue), (letter.number, letter)):
        answer = acting("manager").post("/find/", {"words": words})
        assert (answer.status_code, answer["Location"]) == (302, row.get_absolute_url())


def test_the_beginning_of_a_name_finds_clues_and_letters_newest_first():
    first, second, other = about("欧阳甲"), about("欧阳乙"), about("上官丙")
    found = find(" 欧阳 ", by=person("manager"))
    assert list(found.clues) == [second, first]
    assert list(found.letters) == [second.letters.get(), first.letters.get()]
    assert list(find("上官丙", by=person("manager")).clues) == [other]
    assert list(find("欧阳%", by=person("manager")).clues) == [second, first]
    page = acting("manager").post("/find/", {"words": "欧阳"}).content.decode()
    assert first.number in page
    assert other.number not in page
    assert 'value="欧阳"' in page  # what was typed comes back as it was typed


@pytest.mark.parametrize("words", ["王", " ", ""])
def test_too_little_is_said_at_the_field(words):
    answer = acting("manager").post("/find/", {"words": words})
    assert answer.status_code == 422
    assert "words" in answer.context["form"].errors
    if words.strip():
        with pytest.raises(Invalid):
            find(words, by=person("manager"))
    assert Caller("manager").write("searches", {"words": words}).status_code == 422


def test_whoever_does_not_see_it_gets_the_same_bytes_as_for_nothing():
    declare_recusal(person("manager_2"), identity=("staff", "FOUND-1"), by=person("manager"))
    clients = {who: acting(who) for who in ("manager_2", "team_handler", "system_admin")}

    def answers(words: str) -> list[bytes]:
        shown = [client.post("/find/", {"words": words}).content for client in clients.values()]
        told = [Caller(who).write("searches", {"words": words}).content for who in clients]
        return [without(each, words) for each in [*shown, *told]]

    before = answers("欧阳门")
    clue = about("欧阳门", staff="FOUND-1")
    assert answers("欧阳门") == before
    absent = clue.number[:-6] + "999999"
    assert answers(clue.number) == answers(absent)
    assert list(find("欧阳门", by=person("manager")).clues) == [clue]
    assert not Look.objects.filter(what=What.FOUND).exclude(person=person("manager")).exists()


def without(content: bytes, words: str) -> bytes:
    """Without the words, which come back in the field, and the tokens of the page."""
    text = content.decode().replace(words, "")
    return "".join(line for line in text.splitlines() if "csrf" not in line.lower()).encode()


def test_each_find_is_a_look():
    clue = about("欧阳见")
    find("欧阳见", by=person("manager"))
    looks = Look.objects.filter(person=person("manager"), what=What.FOUND)
    assert sorted(looks.values_list("label", "row_id")) == [
        ("clues.clue", clue.pk),
        ("clues.letter", clue.letters.get().pk),
    ]


def test_more_than_is_shown_is_said(monkeypatch):
    Clock(monkeypatch)  # stands still: both finds fall into one minute
    monkeypatch.setattr(finding, "MOST", 1)
    for _ in range(2):
        about("欧阳多")
    found = find("欧阳多", by=person("manager"))
    assert (len(found.clues), len(found.letters), found.more) == (1, 1, True)
    assert "There is more" in acting("manager").post("/find/", {"words": "欧阳多"}).content.decode()
    assert Look.objects.filter(what=What.FOUND).count() == 2


def test_what_stands_in_the_address_is_not_read():
    clue = about("欧阳址")
    page = acting("manager").get("/find/?words=欧阳址").content.decode()
    assert clue.number not in page
    assert "欧阳址" not in page


def test_the_interface():
    clue = about("欧阳口")
    answer = Caller("manager").write("searches", {"words": "欧阳口"}).json()
    assert [row["number"] for row in answer["clues"]] == [clue.number]
    assert [row["number"] for row in answer["letters"]] == [clue.letters.get().number]
    assert answer["more"] is False
    assert Caller("manager").write("searches", {"words": "欧阳口", "x": 1}).status_code == 422


def test_the_box_is_offered_to_whoever_may_see_matters():
    assert 'role="search"' in acting("manager").get("/notices/").content.decode()
    assert 'role="search"' not in acting("audit_admin").get("/notices/").content.decode()


def test_one_row_and_many_ask_as_many_questions():
    client = acting("manager")
    asked = []
    for _ in range(2):
        for _ in range(len(asked) * 5 + 1):
            about("欧阳数")
        client.post("/find/", {"words": "欧阳数"})
        with CaptureQueriesContext(connection) as queries:
            client.post("/find/", {"words": "欧阳数"})
        asked.append(len(queries))
    assert asked[0] == asked[1]
