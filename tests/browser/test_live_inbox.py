"""The promise of the hub: what is pushed in one room appears on the screen of the other by itself."""

import time

import pytest
from playwright.sync_api import expect

from clues.clue.terms import ClueState
from tests.factories import clue_at

pytestmark = pytest.mark.xdist_group("browser")

MOST_SECONDS = 5


def test_a_push_appears_in_the_inspection_teams_inbox(visit, record_property):
    clue = clue_at(ClueState.APPROVED)
    custodian, manager = visit("team_custodian"), visit("manager")
    custodian.open("/")
    inbox = custodian.page.locator("#waiting")
    expect(inbox).not_to_contain_text(clue.number)
    expect(custodian.page.locator("#connection")).to_have_attribute("data-state", "live")
    custodian.page.evaluate("window.neverReloaded = true")

    manager.open(f"/clues/{clue.number}/")
    manager.page.get_by_role("link", name="移送承办单位").click()
    manager.page.get_by_label("致接收单位的说明").fill("请按规定办理")
    began = time.monotonic()
    manager.page.locator("main form button[type=submit]").click()
    expect(inbox).to_contain_text(clue.number, timeout=MOST_SECONDS * 1000)
    seconds = time.monotonic() - began

    print(f"pushed -> on the custodian's screen: {seconds:.2f} s")  # noqa: T201 -- the figure people ask for
    record_property("seconds_from_push_to_inbox", round(seconds, 3))
    assert seconds < MOST_SECONDS
    assert custodian.page.evaluate("window.neverReloaded") is True
    expect(custodian.page.locator("#badge")).to_have_text("1")
    expect(custodian.page.locator("#toasts")).to_contain_text(clue.number)
    expect(manager.page.get_by_role("status")).to_contain_text(["问题线索已移送。"])


def test_the_custodian_signs_from_the_inbox(visit):
    clue = clue_at(ClueState.PUSHED)
    custodian = visit("team_custodian", size={"width": 390, "height": 844})
    custodian.open("/")
    custodian.page.locator("#waiting a").click()
    custodian.page.get_by_role("button", name="签收").click()
    custodian.page.get_by_role("button", name="确定").click()
    expect(custodian.page.locator("main")).to_contain_text("本单位已签收该线索。")
    clue.refresh_from_db()
    assert clue.state == ClueState.SIGNED


def test_an_open_page_of_a_clue_says_that_it_changed(visit):
    clue = clue_at(ClueState.PUSHED)
    manager, custodian = visit("manager"), visit("team_custodian")
    manager.open(f"/clues/{clue.number}/")
    expect(manager.page.locator("#connection")).to_have_attribute("data-state", "live")
    custodian.open(f"/clues/{clue.number}/sign/")
    custodian.page.locator("main form button[type=submit]").click()
    expect(manager.page.locator("#changed")).to_contain_text("该线索已有变动")


def test_whoever_comes_second_is_told_before_anything_happens(visit):
    clue = clue_at(ClueState.APPROVED)
    first, second = visit("manager"), visit("manager_2")
    for manager in (first, second):
        manager.open(f"/clues/{clue.number}/push/")
    first.page.locator("main form button[type=submit]").click()
    expect(first.page.locator("main")).to_contain_text("问题线索已移送。")
    second.page.locator("main form button[type=submit]").click()
    expect(second.page.locator("h1")).to_have_text("操作未执行")
    expect(second.page.locator("main")).to_contain_text("最近办理：问题线索移送承办单位（manager）")
    second.page.get_by_role("link", name="重新查看").click()
    expect(second.page).to_have_url(f"{second.base}/clues/{clue.number}/")
