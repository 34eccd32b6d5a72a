"""Hand-overs signed by both sides, and taking stock between case management and a unit."""

from __future__ import annotations

import pytest
from django.test import Client

from accounts.actions import declare_recusal
from clues.clue.models.clues import Clue
from clues.custody.actions import return_clue
from clues.custody.models import Custody
from clues.stock.actions import count_stock, numbers_in, open_stock_taking, settle_difference
from clues.stock.models import StockTaking
from hub.duties.inbox import inbox_of
from hub.events.models import Notice
from hub.kernel.errors import Conflict, Invalid, NotAllowed, NotVisible
from tests.factories import clue_at, make_letter, new_subject
from tests.related import at_office
from tests.town import person, unit

pytestmark = pytest.mark.django_db


def client_of(name: str) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(person(name), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def asked() -> StockTaking:
    return open_stock_taking(unit("team-1"), by=person("manager"))


def counted(stock: StockTaking, *numbers: str, who: str = "team_custodian") -> StockTaking:
    return count_stock(stock.number, numbers=list(numbers), by=person(who))


def waiting(name: str) -> list[str]:
    return [line.duty.kind for line in inbox_of(person(name)) if line.duty.kind.startswith("stock.")]


def differences(stock: StockTaking) -> dict[str, str]:
    return dict(stock.lines.values_list("number", "difference"))


# --- the ledger of hand-overs -----------------------------------------------------------------


def test_each_hand_over_names_who_gave_and_who_signed_or_sent_it_back():
    signed, back = clue_at("signed"), clue_at("pushed")
    return_clue(back.number, reason="不属本组", by=person("team_custodian"))
    one, other = Custody.objects.order_by("pk")
    assert (one.clue, one.given_by, one.received_by) == (signed, person("manager"), person("team_custodian"))
    assert (other.clue, other.received_at, other.received_by) == (back, None, person("team_custodian"))
    page = client_of("manager").get("/custody/").content.decode()
    assert signed.number in page
    assert "不属本组" in page
    only = client_of("manager").get("/custody/?state=returned").content.decode()
    assert back.number in only
    assert signed.number not in only


def test_the_ledger_shows_only_clues_that_are_seen_and_its_file_holds_no_words():
    clue = clue_at("signed", letter=make_letter(subjects=[new_subject(identifiers={"staff": "L-1"})]))
    assert clue.number in client_of("team_custodian").get("/custody/").content.decode()
    assert clue.number not in client_of("district_custodian").get("/custody/").content.decode()
    file = client_of("manager").get("/custody/ledger.csv").content.decode("utf-8-sig")
    assert clue.number in file
    assert clue.title not in file
    declare_recusal(person("manager"), identity=("staff", "L-1"), by=person("manager"))
    assert clue.number not in client_of("manager").get("/custody/ledger.csv").content.decode("utf-8-sig")


# --- taking stock -----------------------------------------------------------------------------


def test_what_agrees_is_settled_at_once():
    clue = clue_at("signed")
    stock = asked()
    assert waiting("team_custodian") == ["stock.count"]
    done = counted(stock, clue.number)
    assert (done.agreed, done.settled_at is not None, differences(done)) == (1, True, {})
    assert waiting("team_custodian") == waiting("manager") == []


def test_each_difference_is_a_line_and_case_management_settles_them_one_by_one():
    here, lost = clue_at("signed"), clue_at("assigned")
    elsewhere = at_office(here)
    stock = counted(asked(), here.number, elsewhere.number, "XS-1999-000001")
    assert stock.agreed == 1
    assert differences(stock) == {
        lost.number: "missing",
        elsewhere.number: "surplus",
        "XS-1999-000001": "surplus",
    }
    assert waiting("manager") == ["stock.settle"]
    for line in stock.lines.all():
        assert StockTaking.objects.get(pk=stock.pk).settled_at is None
        settle_difference(stock.number, line=line.pk, how="已找到并入柜", by=person("manager"))
    assert StockTaking.objects.get(pk=stock.pk).settled_at is not None
    assert waiting("manager") == []
    told = Notice.objects.filter(entry__of_label="clues.stocktaking", recipient=person("team_custodian"))
    assert told.count() >= 2


def test_the_unit_is_not_shown_the_ledger_nor_who_has_what_it_does_not_see():
    here = clue_at("signed")
    elsewhere = at_office(here)
    stock = asked()
    assert here.number not in client_of("team_custodian").get(stock.get_absolute_url()).content.decode()
    counted(stock, elsewhere.number)
    page = client_of("team_custodian").get(stock.get_absolute_url()).content.decode()
    assert elsewhere.number in page
    assert elsewhere.title not in page
    assert str(elsewhere.holder) not in page
    assert elsewhere.title in client_of("manager").get(stock.get_absolute_url()).content.decode()


def test_a_clue_the_custodian_is_recused_from_is_no_missing_one_and_is_not_told():
    letter = make_letter(subjects=[new_subject(identifiers={"staff": "S-1"})])
    hidden = clue_at("signed", letter=letter)
    declare_recusal(person("team_custodian"), identity=("staff", "S-1"), by=person("team_custodian"))
    stock = counted(asked())
    assert differences(stock) == {hidden.number: "unseen"}
    assert hidden.number not in client_of("team_custodian").get(stock.get_absolute_url()).content.decode()
    assert hidden.number in client_of("manager").get(stock.get_absolute_url()).content.decode()
    stock.lines.all().delete()
    StockTaking.objects.filter(pk=stock.pk).update(counted_at=None)
    guessed = counted(stock, hidden.number)
    assert (guessed.agreed, differences(guessed)) == (0, {hidden.number: "surplus"})
    page = client_of("team_custodian").get(stock.get_absolute_url()).content.decode()
    assert hidden.title not in page
    with pytest.raises(NotVisible):
        settle_difference(stock.number, line=0, how="x", by=person("manager"))


def test_concluded_and_merged_clues_are_in_nobodys_hand():
    done = clue_at("concluded")
    assert done.holder == unit("team-1")
    assert not Clue.objects.held_by(unit("team-1")).exists()


def test_who_may_and_what_is_refused():
    with pytest.raises(NotAllowed):
        open_stock_taking(unit("team-1"), by=person("team_custodian"))
    with pytest.raises(Invalid) as refusal:
        open_stock_taking(unit("org-1"), by=person("manager"))
    assert list(refusal.value.fields) == ["unit"]
    stock = asked()
    with pytest.raises(Conflict):
        asked()
    with pytest.raises(NotVisible):
        counted(stock, who="district_custodian")
    with pytest.raises(NotAllowed):
        counted(stock, who="team_leader")
    with pytest.raises(Invalid):
        counted(stock, "X" * 41)
    counted(stock, "XS-1")
    with pytest.raises(Conflict):
        counted(stock, "XS-1")
    line = stock.lines.get().pk
    with pytest.raises(NotAllowed):
        settle_difference(stock.number, line=line, how="x", by=person("team_custodian"))
    with pytest.raises(Invalid):
        settle_difference(stock.number, line=line, how=" ", by=person("manager"))


def test_a_pasted_column_is_read():
    assert numbers_in(" xs-2026-000001\r\nXS-2026-000002，XS-2026-000001；\tXS-3 ") == [
        "XS-2026-000001",
        "XS-2026-000002",
        "XS-3",
    ]


def test_pages_count_and_settle():
    clue_at("signed")
    manager, custodian = client_of("manager"), client_of("team_custodian")
    sent = manager.post("/stock-takings/new/", {"unit": unit("team-1").pk})
    assert sent.status_code == 302
    page = sent.headers["Location"]
    seen = StockTaking.objects.get().version
    assert custodian.post(f"{page}count/", {"version": seen, "numbers": "XS-9"}).status_code == 302
    stock = StockTaking.objects.get()
    settled = {"version": stock.version, "line": stock.lines.first().pk, "how": "已核"}
    assert manager.post(f"{page}settle/", settled | {"how": ""}).status_code == 422
    assert manager.post(f"{page}settle/", settled | {"version": seen}).status_code == 412
    assert custodian.post(f"{page}settle/", settled).status_code == 403
    assert manager.post(f"{page}settle/", settled).status_code == 302
    assert manager.get("/stock-takings/").status_code == 200
