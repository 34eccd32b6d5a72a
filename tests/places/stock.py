"""The pages of stock-takings and bulletins, for `tests.places`."""

from __future__ import annotations

from clues.bulletins.actions import send_bulletin
from clues.bulletins.terms import Told
from clues.stock.actions import count_stock, open_stock_taking
from clues.stock.models import StockTaking
from tests import bulletins
from tests.factories import make_letter
from tests.town import person, unit


def stock_pages() -> dict[str, tuple[str, str]]:
    """A stock-taking that waits for the unit's count."""
    stock = open_stock_taking(unit("team-1"), by=person("manager"))
    return {
        "clues:custody-list": ("manager", "/custody/"),
        "clues:stock-list": ("manager", "/stock-takings/"),
        "clues:stock-open": ("manager", "/stock-takings/new/"),
        "clues:stock-taking": ("team_custodian", stock.get_absolute_url()),
        "clues:stock-count": ("team_custodian", f"{stock.get_absolute_url()}count/"),
        "clues:stock-settle": ("manager", f"{counted().get_absolute_url()}settle/"),
    }


def counted() -> StockTaking:
    """A stock-taking with a difference that waits to be settled."""
    stock = open_stock_taking(unit("supervision-1"), by=person("manager"))
    return count_stock(stock.number, numbers=["XS-9"], by=person("office_custodian"))


def bulletin_pages() -> dict[str, tuple[str, str]]:
    """A bulletin with a letter that was repeated, waiting to be sent."""
    for _time in range(2):
        make_letter(text="同一件事")
    address = bulletins.drawn(Told.REPEATS).get_absolute_url()
    sent = send_bulletin(bulletins.drawn(Told.RESULTS).number, by=person("manager"))
    return {
        "clues:bulletin-list": ("registrar", "/bulletins/"),
        "clues:bulletin": ("registrar", address),
        "clues:bulletin-send": ("registrar", f"{address}send/"),
        "clues:bulletin-sign": ("petition_head", f"{sent.get_absolute_url()}sign/"),
    }
