"""Pages of files of letters: sending one, its columns, following it, what could not be registered."""

from __future__ import annotations

import csv
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.actions import set_clearance
from clues.imports.actions.files import fail_import, prepare_import, start_import
from clues.imports.actions.rows import run_import
from clues.imports.models import ImportState, LetterImport
from clues.letters.models.letters import Letter
from tests.factories import level
from tests.files import rows, text, xlsx
from tests.town import person

OTHERS = ["序", "题", "文", "日子"]


@pytest.fixture(autouse=True)
def _reasons_in_english(settings):
    settings.LANGUAGE_CODE = "en"  # the sender's own, where they have chosen none


def sent(content: bytes = b"", **fields: Any) -> dict[str, Any]:
    file = SimpleUploadedFile("letters.xlsx", content or xlsx(rows(3)))
    return {"file": file, "source": "web", "level": level().pk} | fields


def prepared(content: bytes = b"") -> LetterImport:
    return prepare_import("letters.xlsx", content or xlsx(rows(3)), by=person("registrar"))


def done(content: bytes = b"") -> LetterImport:
    content = content or text([["=1+1", "甲", "", "2024-01-01"], *rows(2)]).encode()
    return run_import(start_import("a.csv", content, by=person("registrar")).pk)


def at(batch: LetterImport, rest: str = "") -> str:
    return f"/letters/imports/{batch.pk}/{rest}"


class TestSending:
    def test_from_the_file_to_its_letters(self, acting):
        client = acting("registrar")
        answer = client.post("/letters/imports/new/", sent())
        batch = LetterImport.objects.get()
        assert (answer.url, batch.state, batch.source) == (at(batch, "columns/"), ImportState.PREPARED, "web")
        page = client.get(answer.url)
        assert [field.label for field, _sample in page.context["form"].lines()] == [
            "编号",
            "标题",
            "内容",
            "收到日期",
        ]
        for expected in ("标题 1", "反映的情况 3", "Work secret"):
            assert expected in page.content.decode()
        typed = {f"column-{n}": name for n, name in enumerate(batch.mapping.values())}
        assert client.post(answer.url, typed).url == at(batch)
        run_import(batch.pk)
        assert Letter.objects.count() == 3
        page = client.get(at(batch)).content.decode()
        assert "3 / 3" in page
        assert "hx-get" not in page.split('id="progress"')[1].split(">")[0]

    @pytest.mark.parametrize("content", [b"%PDF-1.4", b"PK\x03\x04 torn", b" "])
    def test_a_damaged_file_is_told_at_the_file_and_the_rest_stays(self, acting, content):
        answer = acting("registrar").post("/letters/imports/new/", sent(content))
        form = answer.context["form"]
        assert (answer.status_code, list(form.errors)) == (422, ["file"])
        assert form["source"].value() == "web"
        assert not LetterImport.objects.exists()

    def test_no_level_above_ones_own_is_offered_or_taken(self, acting):
        answer = acting("registrar").post("/letters/imports/new/", sent(level=level("secret").pk))
        assert list(answer.context["form"].errors) == ["level"]
        assert level("secret") not in answer.context["form"].fields["level"].queryset

    def test_only_registrars(self, acting):
        assert acting("petition_head").get("/letters/imports/new/").status_code == 403


class TestColumns:
    def test_what_nobody_recognised_is_said_by_a_person(self, acting):
        batch = prepared(xlsx(rows(2), OTHERS))
        typed = dict(
            zip(
                (f"column-{n}" for n in range(4)),
                ["external_number", "title", "text", "received_on"],
                strict=True,
            )
        )
        assert acting("registrar").post(at(batch, "columns/"), typed).url == at(batch)
        batch.refresh_from_db()
        assert (batch.state, batch.mapping["文"]) == (ImportState.WAITING, "text")

    def test_a_field_twice_is_told_at_the_second_heading_and_nothing_is_lost(self, acting):
        batch = prepared(xlsx(rows(2), OTHERS))
        typed = {"column-0": "", "column-1": "text", "column-2": "text", "column-3": "received_on"}
        answer = acting("registrar").post(at(batch, "columns/"), typed)
        form = answer.context["form"]
        assert (answer.status_code, list(form.errors)) == (422, ["column-2"])
        assert [form[name].value() for name in typed] == list(typed.values())

    def test_what_is_missing_is_named(self, acting):
        answer = acting("registrar").post(at(prepared(), "columns/"), {"column-2": "text"})
        assert answer.status_code == 422
        assert "received on" in str(answer.context["form"].non_field_errors())

    def test_sent_twice_it_leads_to_the_file(self, acting):
        batch = prepared()
        typed = {f"column-{n}": name for n, name in enumerate(batch.mapping.values())}
        client = acting("registrar")
        assert [client.post(at(batch, "columns/"), typed).url for _ in range(2)] == [at(batch)] * 2

    def test_a_colleague_sees_the_file_but_not_its_rows(self, acting):
        client = acting("registrar_2")
        assert client.get(at(prepared())).status_code == 200
        for path in (at(prepared(), "columns/"), at(done(), "quarantine.csv")):
            assert client.get(path).status_code == 403


class TestFollowing:
    def test_it_asks_again_while_it_runs_and_no_longer(self, acting):
        batch = start_import("a.xlsx", xlsx(rows(3)), by=person("registrar"))
        client = acting("registrar")
        part = client.get(at(batch, "progress/"))
        assert "every 1500ms" in part.content.decode()
        assert b"<html" not in part.content
        run_import(batch.pk)
        answer = client.get(at(batch, "progress/"))
        assert (answer.status_code, answer["HX-Refresh"]) == (204, "true")

    def test_stopped_and_gone_on_with(self, acting):
        batch = start_import("a.xlsx", xlsx(rows(3)), by=person("registrar"))
        client = acting("registrar")
        for step, state in (("cancel/", ImportState.CANCELLED), ("resume/", ImportState.WAITING)):
            batch.refresh_from_db()
            assert client.post(at(batch, step), {"version": batch.version}).url == at(batch)
            batch.refresh_from_db()
            assert batch.state == state

    def test_a_stale_page_stops_nothing(self, acting):
        batch = start_import("a.xlsx", xlsx(rows(3)), by=person("registrar"))
        client = acting("registrar")
        assert client.post(at(batch, "cancel/"), {"version": batch.version - 1}).status_code == 412
        assert client.post(at(batch, "cancel/")).status_code == 428
        assert acting("registrar_2").post(at(batch, "cancel/"), {"version": batch.version}).status_code == 403

    def test_what_went_wrong_is_said_and_how_long_the_file_is_kept(self, acting):
        batch = start_import("a.xlsx", xlsx(rows(3)), by=person("registrar"))
        fail_import(batch.pk, "A problem of this file.")
        page = acting("registrar").get(at(batch)).content.decode()
        for expected in ("A problem of this file.", "The file is kept until", "Go on"):
            assert expected in page


class TestQuarantine:
    def test_line_and_reason_on_the_page_and_the_row_in_the_download(self, acting):
        batch, client = done(), acting("registrar")
        page = client.get(at(batch)).content.decode()
        assert "Missing: text" in page
        assert "=1+1" not in page
        file = client.get(at(batch, "quarantine.csv"))
        assert file["Content-Disposition"] == f'attachment; filename="quarantine-{batch.pk}.csv"'
        lines = list(csv.reader(file.content.decode("utf-8-sig").splitlines()))
        assert lines[1] == ["2", "Missing: text", "'=1+1", "甲", "", "2024-01-01"]


class TestList:
    def test_the_office_and_nobody_else(self, acting):
        done()
        for name, seen in {"registrar_2": True, "petition_head": True, "manager": False}.items():
            assert ("a.csv" in acting(name).get("/letters/imports/").content.decode()) is seen, name

    def test_above_ones_clearance_is_not_there(self, acting):
        batch = done()
        set_clearance(person("registrar_2").pk, level=level("internal"), by=person("security_admin"))
        client = acting("registrar_2")
        assert "a.csv" not in client.get("/letters/imports/").content.decode()
        assert client.get(at(batch)).status_code == 404

    def test_page_by_page(self, acting):
        for n in range(51):
            prepare_import(f"{n}.csv", text(rows(1)).encode(), by=person("registrar"))
        client = acting("registrar")
        first = client.get("/letters/imports/")
        assert [batch.file_name for batch in first.context["lines"]][0] == "50.csv"
        older = client.get("/letters/imports/" + first.context["page"].older_url)
        assert [batch.file_name for batch in older.context["lines"]] == ["0.csv"]
