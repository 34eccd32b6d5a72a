"""The read log: each look is one row, written before anything is shown, never changed, seen by few."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from clues.clue.terms import ClueState
from clues.imports.actions.files import start_import
from clues.imports.actions.rows import run_import
from clues.letters.actions.letters import add_attachment
from hub.access.grants import Holders, grant
from hub.access.looks import look
from hub.access.models import Look, What
from hub.approvals.models import Approval
from tests.api.conftest import Caller
from tests.clock import Clock
from tests.factories import clue_at, make_clue, make_letter
from tests.files import text
from tests.identities import granted
from tests.town import person

pytestmark = pytest.mark.django_db
WHO = "team_custodian"


def acting(name):
    client = Client(headers={"accept-language": "en"})
    client.cookies["django_language"] = "en"
    client.force_login(person(name), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def told(name=WHO):
    """(what, label, row, part, purpose) of each of the person's looks, oldest first."""
    return list(
        Look.objects.visible_to(person(name)).order_by("pk").values_list("what", "label", "row_id", "purpose")
    )


@pytest.fixture
def clue():
    return clue_at(ClueState.PUSHED)


@pytest.fixture
def letter(clue):
    return clue.letters.get()


def test_each_way_of_looking_leaves_a_row(clue, letter, monkeypatch):
    Clock(monkeypatch)  # stands still: all of it falls into one minute
    file = add_attachment(letter.number, name="a.txt", content=b"a", by=person("registrar"))
    approval = Approval.objects.about(clue).latest("pk")
    client, caller = acting(WHO), Caller(WHO)
    ways = [
        (client.get, f"/clues/{clue.number}/", What.PAGE, clue),
        (client.get, f"/letters/{letter.number}/", What.PAGE, letter),
        (client.get, f"/letters/{letter.number}/files/{file.pk}/", What.FILE, letter),
        (client.get, f"/approvals/{approval.pk}/", What.SHEET, clue),
        (caller.read, f"clues/{clue.number}", What.INTERFACE, clue),
        (caller.read, f"letters/{letter.number}", What.INTERFACE, letter),
        (caller.read, f"approvals/{approval.pk}", What.SHEET, clue),
        (caller.read, f"letters/{letter.number}/attachments/{file.pk}", What.FILE, letter),
    ]
    wanted = []
    for ask, path, what, row in ways:
        assert ask(path).status_code == 200, path
        wanted.append((what, row._meta.label_lower, row.pk, "clue.unit"))
    # the second look at the sheet and at the file is in the row of the first
    assert told() == list(dict.fromkeys(wanted))
    assert Look.objects.get(what="file").part_id == file.pk
    assert str(Look.objects.first().group.postgroup.role) == "custodian"


def test_an_opened_identity_is_a_look():
    letter = make_letter()
    granted(letter)
    acting("registrar").post(f"/letters/{letter.number}/reporter/")
    assert [what for what, *_rest in told("registrar")] == ["identity"]


def test_lists_head_and_refusals_are_none(clue, letter):
    client = acting(WHO)
    for path in ("/clues/", "/", "/api/v1/clues", f"/clues/{clue.number}/changed/"):
        assert client.get(path).status_code in (200, 204)
    assert client.head(f"/clues/{clue.number}/").status_code == 200
    assert Caller(WHO).head(f"/api/v1/clues/{clue.number}").status_code == 200
    assert acting("district_custodian").get(f"/clues/{clue.number}/").status_code == 404
    assert not Look.objects.exists()


def test_a_minute_is_one_row_and_the_next_another(clue, monkeypatch):
    clock, client = Clock(monkeypatch), acting(WHO)
    start = timezone.now().replace(second=5)
    for seconds in (0, 10, 50, 70):
        clock.at(start + timedelta(seconds=seconds))
        client.get(f"/clues/{clue.number}/")
    assert len(told()) == 2


def test_a_grant_in_person_goes_first(clue):
    grant([clue], Holders(people=[person(WHO).pk]), purpose="clue.handling", by=None)
    look(clue, by=person(WHO), what=What.PAGE)
    assert Look.objects.get().group is None
    assert told()[0][-1] == "clue.handling"


def test_a_look_costs_one_statement(clue):
    look(clue, by=person(WHO), what=What.FILE)  # warms what is looked up once per process
    someone = person(WHO)
    someone.reader()
    with CaptureQueriesContext(connection) as asked:
        look(clue, by=someone, what=What.PAGE)
    assert len(asked) == 1


@pytest.mark.parametrize("change", ["DELETE FROM access_look", "UPDATE access_look SET person_id = 1"])
def test_the_log_cannot_be_changed(clue, change):
    look(clue, by=person(WHO), what=What.PAGE)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


def test_who_reads_the_log(clue, letter):
    for row in (clue, letter):
        look(row, by=person(WHO), what=What.PAGE)
    page = acting("manager").get(f"/clues/{clue.number}/looks/").content.decode()
    assert WHO in page
    assert letter.number in page
    items = Caller("manager").read(f"clues/{clue.number}/looks").json()["items"]
    assert [(each["person"], each["number"], each["what"]) for each in items] == [(WHO, clue.number, "page")]
    assert acting(WHO).get(f"/clues/{clue.number}/looks/").status_code == 403
    assert acting("district_custodian").get(f"/clues/{clue.number}/looks/").status_code == 404
    own = acting(WHO).get("/me/looks/").content.decode()
    assert clue.number in own
    assert clue.number not in acting("manager").get("/me/looks/").content.decode()


def test_ones_own_looks_name_only_what_one_still_sees(clue):
    look(clue, by=person(WHO), what=What.PAGE)
    assert Caller(WHO).read("me/looks").json()["items"][0]["number"] == clue.number
    clue.group_grants.all().delete()
    assert Caller(WHO).read("me/looks").json()["items"][0]["number"] is None
    assert clue.number not in acting(WHO).get("/me/looks/").content.decode()


def test_the_audit_administrator_reads_numbers_and_no_text():
    clue = make_clue(title="A telling title")
    grant([clue], Holders(people=[person("liaison").pk]), purpose="telling words", by=None)
    look(clue, by=person("liaison"), what=What.PAGE)
    audit, caller = acting("audit_admin"), Caller("audit_admin")
    today = timezone.localdate()
    for path in (
        "/audit/looks/",
        f"/audit/readers/?number={clue.number}",
        f"/audit/readers/?number={clue.number}&day={today}",
    ):
        page = audit.get(path).content.decode()
        assert clue.number in page
        assert "liaison" in page
        assert "telling" not in page
    for path in ("audit/looks", f"audit/readers/{clue.number}", f"audit/readers/{clue.number}?day={today}"):
        answer = caller.read(path)
        assert answer.status_code == 200
        assert "liaison" in answer.content.decode()
        assert "telling" not in answer.content.decode()


def test_the_log_is_narrowed_by_person_matter_what_and_day(clue, letter):
    look(clue, by=person(WHO), what=What.PAGE)
    look(letter, by=person(WHO), what=What.FILE)
    look(clue, by=person("manager"), what=What.PAGE)
    caller, today = Caller("audit_admin"), timezone.localdate()

    def found(**query):
        return len(caller.read("audit/looks", **query).json()["items"])

    assert found() == 3
    assert found(person=WHO) == 2
    assert found(number=clue.number) == 2
    assert found(number=clue.number, person=WHO) == 1
    assert found(what="file") == 1
    assert found(since=today.isoformat()) == 3
    assert found(until=(today - timedelta(days=1)).isoformat()) == 0
    assert caller.read("audit/looks", number="XS-2026-999999").status_code == 422
    page = acting("audit_admin").get(f"/audit/looks/?number={letter.number}")
    assert [line.number for line in page.context["lines"]] == [letter.number]


@pytest.mark.parametrize(
    ("who", "path"),
    [("audit_admin", "/audit/looks/"), ("manager", "/me/looks/"), ("manager", "/api/v1/me/looks")],
)
def test_one_row_and_fifty_ask_as_many_questions(who, path):
    clue = make_clue()

    def asked():
        client = acting(who)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        return len(queries)

    look(clue, by=person("manager"), what=What.PAGE)
    asked()
    one = asked()
    for part in range(50):
        look(clue, by=person("manager"), what=What.FILE, part=part + 1)
    assert asked() == one <= 15


class TestTablesTakenAway:
    """A list is no look; a copy of it that leaves the hub is one, of each row in it."""

    def test_the_ledger_of_hand_overs_names_each_clue_once(self, clue):
        other = clue_at(ClueState.PUSHED)
        acting(WHO).get("/custody/")
        assert told() == []
        assert acting(WHO).get("/custody/ledger.csv").status_code == 200
        assert {(what, label, row) for what, label, row, _purpose in told()} == {
            (What.EXPORT, "clues.clue", clue.pk),
            (What.EXPORT, "clues.clue", other.pk),
        }
        assert {purpose for *_rest, purpose in told()} == {"clue.unit"}
        acting(WHO).head("/custody/ledger.csv")
        assert len(told()) == 2

    def test_rows_of_a_file_that_were_not_registered(self):
        bad = [["1", "题", "文", "no day"]]
        batch = start_import("a.csv", text(bad).encode(), by=person("registrar"))
        run_import(batch.pk)
        assert acting("registrar").get(f"/letters/imports/{batch.pk}/quarantine.csv").status_code == 200
        assert told("registrar") == [(What.EXPORT, "clues.letterimport", batch.pk, "")]
        page = acting("audit_admin").get("/audit/looks/").content.decode()
        assert f"File of letters {batch.pk}" in page
        assert f"File of letters {batch.pk}" in acting("registrar").get("/me/looks/").content.decode()

    def test_the_same_over_the_interface(self):
        bad = [["1", "题", "文", "no day"]]
        batch = start_import("a.csv", text(bad).encode(), by=person("registrar"))
        run_import(batch.pk)
        assert Caller("registrar").read(f"letter-imports/{batch.pk}/quarantine.csv").status_code == 200
        assert told("registrar") == [(What.EXPORT, "clues.letterimport", batch.pk, "")]
        line = Caller("audit_admin").read("audit/looks").json()["items"][0]
        assert line["what"] == "export"
        assert line["number"].endswith(f" {batch.pk}")
