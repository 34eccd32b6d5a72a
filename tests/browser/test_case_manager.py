"""A case manager splits a clue, merges two and transfers one, with those who agree: in both languages."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from accounts.models import Unit
from clues.categories import Category
from clues.clue.models.clues import Clue
from clues.clue.models.merging import Merge
from clues.clue.terms import ClueState
from tests.browser.conftest import Visitor
from tests.factories import clue_at, make_clue, make_letter, new_subject
from tests.signing import running_approval
from tests.town import unit

pytestmark = pytest.mark.xdist_group("browser")
LANGUAGES = ("zh-hans", "en")


def take(visitor: Visitor, clue: Clue, slug: str) -> Page:
    """From the clue's own page to a step of it, as people go."""
    visitor.open(clue.get_absolute_url())
    visitor.page.locator(f'.action a[href$="/{slug}/"]').click()
    visitor.page.wait_for_url(f"**/clues/{clue.number}/{slug}/")
    return visitor.page


def send(page: Page) -> None:
    page.locator("main form button[type=submit]").first.click()
    expect(page.locator("[role=status].alert")).to_be_visible()


def agree(visitor: Visitor, clue: Clue) -> None:
    visitor.open(f"/approvals/{running_approval(clue).pk}/")
    visitor.page.locator("button[name=decision][value=approved]").click()
    visitor.page.locator("#confirm button[value=yes]").click()
    expect(visitor.page).to_have_url(f"{visitor.base}/")


@pytest.mark.parametrize("language", LANGUAGES)
def test_splits_off_a_part(visit, language):
    clue = clue_at(ClueState.REGISTERED)
    manager = visit("manager", language=language)
    page = take(manager, clue, "split")
    page.locator("#id_title").fill("反映另一问题")
    page.locator("#id_summary").fill("来信后半部分反映的违规接待")
    page.locator("#id_category").select_option(str(Category.objects.get(code="dining").pk))
    page.locator("#id_reason").fill("一信反映两事，分别办理")
    send(page)
    part = Clue.objects.get(title="反映另一问题")
    assert (part.state, part.subject) == (ClueState.REGISTERED, clue.subject)
    assert part.number != clue.number
    assert list(part.letters.all()) == list(clue.letters.all())
    manager.open(clue.get_absolute_url())
    expect(page.locator("main")).to_contain_text(part.number)
    assert manager.faults == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_merges_two_with_the_head_agreeing_and_takes_them_apart(visit, language):
    letters = [make_letter(subjects=[new_subject(identifiers={"staff": "J-1"})]) for _ in range(2)]
    main, other = (make_clue(letter) for letter in letters)
    manager, head = visit("manager", language=language), visit("management_head", language=language)
    page = take(manager, main, "merge")
    page.locator("#id_merged").select_option(other.number)
    page.locator("#id_reason").fill("同一被反映人同一事项")
    send(page)
    agree(head, main)
    assert Clue.objects.get(pk=other.pk).state == ClueState.MERGED
    manager.open(main.get_absolute_url())
    expect(page.locator("main")).to_contain_text(other.number)
    page = take(manager, other, "unmerge")
    page.locator("#id_reason").fill("经核不属同一事项")
    send(page)
    assert Clue.objects.get(pk=other.pk).state == ClueState.REGISTERED
    assert Merge.objects.get().undone_at is not None
    assert manager.faults == head.faults == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_transfers_one_to_a_district_that_signs_for_it(visit, language):
    clue = clue_at(ClueState.REGISTERED)
    manager = visit("manager", language=language)
    page = take(manager, clue, "transfer")
    page.locator("#id_unit").select_option(str(unit("district-1").pk))
    page.locator("#id_override_reason").fill("区管干部，由区纪委监委办理")
    page.locator("#id_reason").fill("不属本级管辖")
    send(page)
    for name in ("management_head", "secretary"):
        agree(visit(name, language=language), clue)
    custodian = visit("district_custodian", language=language)
    custodian.open("/")
    custodian.page.locator(f'main a[href="{clue.get_absolute_url()}"]').first.click()
    custodian.page.locator('form[action$="/accept-transfer/"] button').click()
    custodian.page.locator("#confirm button[value=yes]").click()
    expect(custodian.page.locator("[role=status].alert")).to_be_visible()
    moved = Clue.objects.get(pk=clue.pk)
    assert (moved.holder, moved.state) == (Unit.objects.get(code="district-1"), ClueState.SIGNED)
    assert manager.faults == custodian.faults == []
