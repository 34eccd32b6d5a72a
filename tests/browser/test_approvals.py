"""A return with its change, and a signature by a substitute: each with two people signed in."""

from __future__ import annotations

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from clues.clue.terms import ClueState
from hub.approvals import actions
from hub.approvals.models import Signature
from tests.browser.conftest import PHONE
from tests.factories import clue_at
from tests.signing import running_approval
from tests.town import person

pytestmark = pytest.mark.xdist_group("browser")


def confirm(page):
    page.locator("#confirm button[value=yes]").click()


def test_a_leader_returns_it_is_changed_and_signed_with_the_difference_in_sight(visit):
    clue = clue_at(ClueState.PROPOSED)
    sheet = f"/approvals/{running_approval(clue).pk}/"
    head, manager = visit("management_head"), visit("manager")

    head.open(sheet)
    head.page.locator("#id_opinion").fill("请改派监督检查室")
    head.page.get_by_role("button", name="退回", exact=True).click()
    expect(head.page.locator("[role=status].alert")).to_contain_text("已记录")

    manager.open(sheet)
    expect(manager.page.locator(".track")).to_contain_text("请改派监督检查室")
    manager.open(f"/clues/{clue.number}/revise/")
    manager.page.locator("#id_chosen").select_option(label="单位 supervision-1")
    manager.page.locator("#id_override_reason").fill("由联系该单位的室办理")
    manager.page.locator("main form button[type=submit]").click()
    expect(manager.page.locator("[role=status].alert")).to_be_visible()

    head.open(sheet)
    changed = head.page.locator(".changed-content")
    expect(changed.locator("del")).to_contain_text("单位 team-1")
    expect(changed.locator("ins")).to_contain_text("由联系该单位的室办理")
    head.page.get_by_role("button", name="同意", exact=True).click()
    confirm(head.page)
    expect(head.page).to_have_url(f"{head.base}/")
    signed = Signature.objects.filter(
        seat__step__approval=running_approval(clue), person__username="management_head"
    )
    assert [each.decision for each in signed.order_by("pk")] == ["returned", "approved"]


def test_a_substitute_signs_and_both_names_are_read(visit):
    clue = clue_at(ClueState.PROPOSED)
    approval = running_approval(clue)
    head, substitute = visit("management_head"), visit("group_head", size=PHONE)

    head.open("/approvals/absences/")
    today = timezone.localdate().isoformat()
    head.page.locator("#id_from_on").fill(today)
    head.page.locator("#id_to_on").fill(today)
    head.page.locator("main").get_by_role("searchbox").fill("group head")
    only = head.page.locator("#people label")
    expect(only).to_have_count(1)
    only.click()
    head.page.get_by_role("button", name="申报", exact=True).click()
    expect(head.page.locator("main")).to_contain_text("group head 代您签批")

    substitute.open(f"/approvals/{approval.pk}/")
    substitute.page.locator("#id_opinion").fill("代签：同意")
    substitute.page.get_by_role("button", name="同意", exact=True).click()
    confirm(substitute.page)
    expect(substitute.page).to_have_url(f"{substitute.base}/")

    head.open(f"/approvals/{approval.pk}/")
    expect(head.page.locator(".track")).to_contain_text("group head（代 management head）")
    signature = Signature.objects.get(seat__step__approval=approval)
    assert (signature.person, signature.on_behalf_of) == (person("group_head"), person("management_head"))


def test_what_was_typed_stays_when_a_colleague_was_quicker(visit):
    clue = clue_at(ClueState.PROPOSED)
    approval = running_approval(clue)
    head = visit("management_head")
    head.open(f"/approvals/{approval.pk}/transfer/")
    head.page.locator("main").get_by_role("searchbox").fill("deputy")
    only = head.page.locator("#people label")
    expect(only).to_have_count(1)
    only.click()
    head.page.locator("#id_reason").fill("写了很久的理由")
    actions.withdraw(approval.pk, by=person("manager"), reason="另案处理")
    head.page.get_by_role("button", name="转办", exact=True).click()
    expect(head.page.locator("main")).to_contain_text("另案处理")
    expect(head.page.locator("main")).to_contain_text("写了很久的理由")
