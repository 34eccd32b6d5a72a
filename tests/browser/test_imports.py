"""A file of letters in a real browser: sent, its columns said, followed until it is done without a click."""

from __future__ import annotations

from playwright.sync_api import expect

from clues.imports.actions.rows import run_import
from clues.imports.models import LetterImport
from clues.letters.models.letters import Letter
from tests.files import rows, xlsx

PATIENCE = 10_000  # milliseconds


def send(visitor, content):
    visitor.open("/letters/imports/new/")
    file = {"name": "来信.xlsx", "mimeType": "application/octet-stream", "buffer": content}
    visitor.page.locator("#id_file").set_input_files(file)
    visitor.page.get_by_role("button", name="查看各列").click()
    expect(visitor.page.locator("h1")).to_have_text("核对各列")


def test_from_a_file_to_its_letters(visit):
    registrar = visit("registrar")
    send(registrar, xlsx([*rows(4), ["5", "x", None, "2024-01-01"]], ["编号", "题", "反映的话", "收到日期"]))
    page = registrar.page
    page.get_by_label("题").select_option("text")
    page.get_by_label("反映的话").select_option("text")
    page.get_by_role("button", name="开始登记").click()
    expect(page.locator("[data-error-summary]")).to_contain_text("反映的话")
    page.get_by_label("题").select_option("title")
    page.get_by_role("button", name="开始登记").click()
    expect(page.locator("h1")).to_have_text("来信.xlsx")

    batch = LetterImport.objects.get()
    left = iter([False, False, True])
    run_import(batch.pk, stop=lambda: next(left))
    expect(page.locator("#progress")).to_contain_text("2 / 5", timeout=PATIENCE)
    page.get_by_role("button", name="停止").click()
    page.locator("#confirm").get_by_role("button", name="确定").click()
    page.get_by_role("button", name="继续登记").click()
    expect(page.locator("#progress")).to_contain_text("2 / 5")
    run_import(batch.pk)
    expect(page.locator(".page-facts")).to_contain_text("完成", timeout=PATIENCE)
    expect(page.locator("#progress")).not_to_have_attribute("hx-get", "x")
    expect(page.locator(".row-reasons")).to_contain_text("缺少")
    with page.expect_download() as started:
        page.get_by_role("link", name="下载这些行").click()
    assert started.value.path().read_bytes().startswith(b"\xef\xbb\xbf")
    assert Letter.objects.count() == 4


def test_what_is_too_large_is_said_before_it_is_sent(visit):
    registrar = visit("registrar")
    registrar.open("/letters/imports/new/")
    page = registrar.page
    page.locator("#id_file").evaluate("input => (input.dataset.mostBytes = '10')")
    page.locator("#id_file").set_input_files({"name": "a.csv", "mimeType": "text/csv", "buffer": b"x" * 11})
    page.get_by_role("button", name="查看各列").click()
    expect(page.locator("#toasts")).to_contain_text("20 MB")
    assert page.url.endswith("/letters/imports/new/")
    assert not LetterImport.objects.exists()
