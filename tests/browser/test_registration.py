"""Registering a letter: nothing that was typed is lost, and the subject's namesakes show themselves."""

import pytest
from playwright.sync_api import expect

from clues.letters.models.letters import Letter
from tests.factories import make_letter, new_subject

pytestmark = pytest.mark.xdist_group("browser")


def fill(page):
    page.locator("#id_title").fill("反映某局违规接待")
    page.locator("#id_text").fill("第一段\n第二段")
    page.locator("#id_external_number").fill("来文〔2026〕1号")
    page.get_by_label("实名").check()
    page.locator("#id_reporter_name").fill("举报人甲")
    page.locator("#id_reporter_contact").fill("电话一")
    page.locator("#id_subjects-0-name").fill("张三")
    page.locator("#id_subjects-0-scheme").select_option("cn.ric")
    page.locator("#id_subjects-0-identifier").fill("123")
    page.locator("#id_subjects-0-post").fill("科长")
    page.get_by_role("button", name="增加被反映对象").click()
    page.locator("#id_subjects-1-name").fill("李四")


def test_a_broken_field_keeps_everything_that_was_typed(visit):
    registrar = visit("registrar")
    registrar.open("/letters/register/")
    page = registrar.page
    fill(page)
    page.get_by_role("button", name="登记", exact=True).click()

    summary = page.locator("[data-error-summary]")
    expect(summary).to_contain_text("号码无效")
    expect(summary).to_be_focused()
    expect(page.locator("#id_subjects-0-identifier")).to_have_class(
        "textinput form-control is-invalid", timeout=1000
    )
    typed = {
        "#id_title": "反映某局违规接待",
        "#id_text": "第一段\n第二段",
        "#id_external_number": "来文〔2026〕1号",
        "#id_reporter_name": "举报人甲",
        "#id_reporter_contact": "电话一",
        "#id_subjects-0-name": "张三",
        "#id_subjects-0-identifier": "123",
        "#id_subjects-0-post": "科长",
        "#id_subjects-1-name": "李四",
    }
    for field, text in typed.items():
        expect(page.locator(field)).to_have_value(text)

    page.locator("#id_subjects-0-identifier").fill("11010519491231002X")
    page.locator("#id_uploads").set_input_files(
        [{"name": "证据.txt", "mimeType": "text/plain", "buffer": "内容".encode()}]
    )
    page.get_by_role("button", name="登记", exact=True).click()
    expect(page.locator("h1")).to_have_text("反映某局违规接待")
    letter = Letter.objects.get()
    assert set(letter.subjects.values_list("name", flat=True)) == {"张三", "李四"}
    assert letter.attachments.get().name == "证据.txt"
    with page.expect_download() as started:
        page.get_by_role("link", name="证据.txt").click()
    assert started.value.path().read_text() == "内容"


def test_a_removed_subject_is_not_registered(visit):
    registrar = visit("registrar")
    registrar.open("/letters/register/")
    page = registrar.page
    fill(page)
    page.locator("[data-remove-row]").first.click()
    page.get_by_role("button", name="登记", exact=True).click()
    expect(page.locator("h1")).to_have_text("反映某局违规接待")
    assert list(Letter.objects.get().subjects.values_list("name", flat=True)) == ["李四"]


def test_same_subject_and_same_name_are_told_apart_while_typing(visit):
    make_letter(subjects=[new_subject(name="王五", identifiers={"staff": "W-5"})])
    registrar = visit("registrar")
    registrar.open("/letters/register/")
    page = registrar.page
    page.locator("#id_subjects-0-name").fill("王五")
    expect(page.locator(".candidates")).to_contain_text("同名，不一定是同一人")
    page.locator("#id_subjects-0-scheme").select_option("staff")
    page.locator("#id_subjects-0-identifier").fill("W-5")
    expect(page.locator(".candidates")).to_contain_text("同一被反映对象")
    assert "W-5" not in page.url


def test_leaving_with_typed_text_asks_first(visit):
    registrar = visit("registrar")
    registrar.open("/letters/register/")
    page = registrar.page
    page.locator("#id_title").press_sequentially("未保存")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.locator("a.brand").click()
    page.wait_for_timeout(500)
    assert asked == ["beforeunload"]
