"""A form shows the fields that belong to the choice that was made, and what was refused."""

import pytest
from playwright.sync_api import expect

from clues.clue.terms import ClueState
from clues.ways.models import DisposalWay
from tests.factories import clue_at

pytestmark = pytest.mark.xdist_group("browser")


def test_the_fields_of_another_way_are_out_of_sight(visit):
    clue = clue_at(ClueState.ASSIGNED)
    ways = {way.code: way.pk for way in DisposalWay.objects.all()}
    handler = visit("team_handler")
    handler.open(f"/clues/{clue.number}/opinion/")
    page = handler.page
    group, reason = page.locator("#id_group"), page.locator("#id_reason")
    expect(group).to_be_hidden()
    expect(reason).to_be_hidden()
    page.locator(f"[name=way][value='{ways['verification']}']").check()
    expect(group).to_be_visible()
    expect(reason).to_be_hidden()
    page.locator("#id_plan").fill("按计划初核")
    page.locator("form[data-guard] [type=submit]").click()
    expect(page.locator("[data-error-summary]")).to_be_focused()
    expect(group).to_be_visible()
    expect(reason).to_be_hidden()
    page.locator(f"[name=way][value='{ways['hold']}']").check()
    expect(reason).to_be_visible()
    expect(group).to_be_visible()  # it stands beside what was said about it
