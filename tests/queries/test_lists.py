"""How often lists of many kinds ask the database: the same for one row and for fifty."""

import pytest
from django.utils import timezone

from clues.bulletins.terms import Told
from clues.clue.terms import ClueState
from clues.corrections.actions.corrections import ask_for_correction
from clues.stock.actions import open_stock_taking
from clues.stock.models import StockLine, StockTaking
from hub.approvals.models import Chain
from tests import bulletins
from tests.factories import clue_at, make_clue, make_letter, new_subject
from tests.queries.asking import FULL, asked
from tests.town import person, unit

pytestmark = pytest.mark.django_db


def test_versions_of_chains():
    """However many versions of a chain there were."""
    asked("system_admin", "/chains/")
    one, _page = asked("system_admin", "/chains/")
    by = person("system_admin")
    for version in range(2, FULL):
        name = {"name": "x", "source": "x", "drawn_by": by, "released_by": by}
        Chain.objects.create(code="clue.routing", version=version, from_on=timezone.localdate(), **name)
    asked("system_admin", "/chains/")  # the rules have another edition: what is kept is read anew, once
    fifty, _page = asked("system_admin", "/chains/")
    assert fifty == one <= 12


def test_hand_overs_and_what_differs_from_the_ledger():
    """However many hand-overs there are, however much a count differs."""
    clue_at(ClueState.PUSHED)
    paths = ("/custody/", "/custody/ledger.csv", "/stock-takings/")
    for path in paths:
        asked("manager", path)
    one = [asked("manager", path)[0] for path in paths]
    for _ in range(5):
        clue_at(ClueState.PUSHED)
    for code in ("supervision-1", "district-1"):
        open_stock_taking(unit(code), by=person("manager"))
    assert [asked("manager", path)[0] for path in paths] == one
    stocks = []
    for code, numbers in (("team-1", ["X-1"]), ("dispatched-2", [f"X-{n}" for n in range(FULL)])):
        stock = open_stock_taking(unit(code), by=person("manager"))
        StockLine.objects.bulk_create(
            StockLine(stock=stock, number=number, difference="surplus") for number in numbers
        )
        StockTaking.objects.filter(pk=stock.pk).update(counted_at=timezone.now())
        stocks.append(asked("manager", stock.get_absolute_url())[0])
    assert stocks[0] == stocks[1]


def test_a_bulletin_and_its_letters():
    """However many letters were repeated, however many bulletins there are."""
    counts = []
    for letters in (1, 12):
        for n in range(letters):
            for _time in range(2):
                make_letter(text=f"{letters} {n}")
        bulletin = bulletins.drawn(Told.REPEATS)
        paths = (bulletin.get_absolute_url(), "/bulletins/", f"/api/v1/bulletins/{bulletin.number}/lines")
        counts.append([asked("registrar", path)[0] for path in paths])
        bulletin.lines.all().delete()
        bulletin.delete()
    assert counts[0] == counts[1]


def test_the_matters_of_a_subject():
    """However many clues and letters are about one person, however often they were corrected."""
    letter = make_letter(subjects=[new_subject(identifiers={"staff": "one"})])
    clue = clue_at(ClueState.CONCLUDED, letter=letter)
    path = f"/clues/{clue.number}/subject/"
    asked("manager", path)
    one, _page = asked("manager", path)
    for _ in range(5):
        again = make_letter(subjects=[new_subject(identifiers={"staff": "one"})])
        other = make_clue(again)
        ask_for_correction(other.number, source="person", claim="?", by=person("manager"))
    fifty, page = asked("manager", path)
    assert page.count("XS-") > 5
    assert fifty == one <= 40
