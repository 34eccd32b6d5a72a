"""A file of letters before and after its rows are registered: looked at, started, kept, forgotten."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from accounts.actions import set_clearance
from clues.imports.actions.files import (
    cancel_import,
    content_of,
    fail_import,
    forget_files,
    prepare_import,
    resume_import,
    start_import,
    start_prepared,
)
from clues.imports.actions.rows import run_import
from clues.imports.models import ImportState, LetterImport
from clues.imports.preview import preview_of
from clues.letters.models.letters import Letter
from hub.events.models import Entry
from hub.kernel.errors import Conflict, Invalid, NotAllowed, NotVisible
from hub.rules.models import Deadline
from tests.factories import level
from tests.files import HEADINGS, rows, text, xlsx
from tests.town import person

pytestmark = pytest.mark.django_db
OTHERS = ["序", "题", "文", "日子"]  # headings that nobody knows
MEANT = {"序": "external_number", "题": "title", "文": "text", "日子": "received_on"}


@pytest.fixture(autouse=True)
def _english(settings):
    settings.LANGUAGE_CODE = "en"
    with translation.override("en"):
        yield


def prepared(content: bytes | None = None, by: str = "registrar", **given) -> LetterImport:
    return prepare_import("letters.xlsx", content or xlsx(rows(2)), by=person(by), **given)


def start(batch: LetterImport, mapping: dict[str, str] | None = None, by: str = "registrar") -> LetterImport:
    return start_prepared(batch.pk, mapping=batch.mapping if mapping is None else mapping, by=person(by))


LONGEST_HOLIDAY = 9  # a period does not end on a day off


def is_kept_for(batch: LetterImport, rule: str) -> bool:
    days = (timezone.localdate(batch.kept_until) - timezone.localdate()).days
    return 0 <= days - Deadline.objects.get(code=rule).amount <= LONGEST_HOLIDAY


class TestPreview:
    def test_columns_in_their_order_with_their_first_cells(self):
        seen = preview_of(xlsx([["1", "甲", None, "2024-01-01", "x"], *rows(5)], [*HEADINGS, "备用"]))
        assert [(column.heading, column.field) for column in seen.columns] == [
            ("编号", "external_number"),
            ("标题", "title"),
            ("内容", "text"),
            ("收到日期", "received_on"),
            ("备用", ""),
        ]
        assert seen.columns[1].sample == ["甲", "标题 1", "标题 2"]
        assert seen.columns[2].sample == ["反映的情况 1", "反映的情况 2"]

    @pytest.mark.parametrize("above", [[], [["来信汇总"]], [["来信汇总"], [None, "制表人"]]])
    def test_headings_that_nobody_knows_are_shown_too(self, above):
        lines = [*above[1:], OTHERS, *rows(3)] if above else rows(3)
        seen = preview_of(xlsx(lines, above[0] if above else OTHERS))
        assert [column.heading for column in seen.columns] == OTHERS
        assert {column.field for column in seen.columns} == {""}

    def test_of_columns_headed_alike_the_one_that_is_taken(self):
        seen = preview_of(text([["x", "y", "2024-01-01"]], ["内容", "内容*", "收到日期"]).encode())
        assert [(column.heading, column.field) for column in seen.columns] == [
            ("内容", "text"),
            ("收到日期", "received_on"),
        ]

    @pytest.mark.parametrize("content", [b"%PDF-1.4", b"", b"PK\x03\x04 torn"])
    def test_a_damaged_file_is_refused_at_the_file(self, content):
        with pytest.raises(Invalid) as refused:
            preview_of(content)
        assert list(refused.value.fields) == ["file"]

    def test_a_very_long_heading_is_no_obstacle(self):
        content = text([["x", "2024-01-01", "z"]], ["内容", "收到日期", "长" * 90_000]).encode()
        assert start(prepared(content)).total == 1


class TestPreparing:
    def test_the_file_waits_sealed_and_nothing_is_registered(self):
        content = xlsx(rows(2))
        batch = prepared(content)
        assert (batch.state, batch.unit.code, batch.mapping["内容"]) == (
            ImportState.PREPARED,
            "petition",
            "text",
        )
        assert (content_of(batch), content[:50] in bytes(batch.sealed)) == (content, False)
        assert run_import(batch.pk).state == ImportState.PREPARED
        assert not Letter.objects.exists()
        assert is_kept_for(batch, "import.prepared")

    def test_only_a_registrar_and_within_their_clearance(self):
        with pytest.raises(NotAllowed):
            prepared(by="manager")
        with pytest.raises(Invalid) as refused:
            prepared(level=level("secret"))
        assert list(refused.value.fields) == ["classification"]


class TestStarting:
    def test_the_rows_are_registered_as_the_sender_says(self):
        batch = start(prepared(xlsx(rows(3), OTHERS)), MEANT)
        assert (batch.state, batch.total, batch.kept_until) == (ImportState.WAITING, 3, None)
        assert run_import(batch.pk).rows.outcomes()["registered"] == 3
        assert Letter.objects.order_by("pk").first().title == "标题 1"
        kinds = [entry.kind for entry in Entry.objects.about(batch)]
        assert kinds == ["import.prepared", "import.started", "import.finished"]

    def test_two_columns_are_not_one_field(self):
        with pytest.raises(Invalid) as refused:
            start(prepared(), {"标题": "text", "内容": "text", "收到日期": "received_on"})
        assert refused.value.fields == {"mapping": ["More than one column is to be: text"]}

    def test_what_is_refused_leaves_the_file_waiting(self):
        batch = prepared(xlsx(rows(3), OTHERS))
        for mapping in ({}, {"文": "text"}, {"文": "nonsense"}, {"none": "text"}):
            with pytest.raises(Invalid):
                start(batch, mapping)
        batch.refresh_from_db()
        assert (batch.state, batch.version, batch.sealed is None) == (ImportState.PREPARED, 1, False)

    def test_a_file_that_is_being_registered_is_not_begun_twice(self):
        content = xlsx(rows(2))
        running = start_import("a.xlsx", content, by=person("registrar"))
        second = prepared(content)
        assert start(second) == running
        second.refresh_from_db()
        assert (second.state, second.sealed) == (ImportState.CANCELLED, None)

    def test_once_only_and_by_its_sender(self):
        batch = prepared()
        with pytest.raises(NotAllowed):
            start(batch, by="registrar_2")
        with pytest.raises(NotVisible):
            start(batch, by="manager")
        start(batch)
        with pytest.raises(Conflict) as refused:
            start(batch)
        assert refused.value.happened == {"state": "waiting"}


class TestSeeing:
    def test_the_office_sees_its_files_as_far_as_it_is_cleared(self):
        prepared()
        seen = LetterImport.objects.visible_to
        for name, count in {"registrar": 1, "registrar_2": 1, "petition_head": 1, "manager": 0}.items():
            assert seen(person(name)).count() == count, name
        set_clearance(person("registrar_2").pk, level=level("internal"), by=person("security_admin"))
        assert not seen(person("registrar_2")).exists()


class TestForgetting:
    def later(self, days: int) -> int:
        return forget_files(timezone.now() + timedelta(days=days))

    def test_a_file_that_nobody_starts(self):
        batch = prepared()
        assert self.later(2) == 0
        assert self.later(3 + LONGEST_HOLIDAY + 1) == 1
        batch.refresh_from_db()
        assert (batch.state, batch.sealed, batch.problem) == (
            ImportState.CANCELLED,
            None,
            "It was not started in time.",
        )
        assert Entry.objects.about(batch).last().kind == "import.forgotten"

    @pytest.mark.parametrize(
        "stop",
        [
            lambda batch: cancel_import(batch.pk, by=batch.by),
            lambda batch: fail_import(batch.pk, "x"),
        ],
    )
    def test_a_file_that_nobody_goes_on_with(self, stop):
        batch = start_import("a.xlsx", xlsx(rows(2)), by=person("registrar"))
        stop(batch)
        batch.refresh_from_db()
        assert is_kept_for(batch, "import.file")
        assert (self.later(2), self.later(3 + LONGEST_HOLIDAY + 1), self.later(45)) == (0, 1, 0)
        with pytest.raises(Conflict) as refused:
            resume_import(batch.pk, by=person("registrar"))
        assert refused.value.code == "file-gone"
        batch.refresh_from_db()
        assert batch.state in (ImportState.CANCELLED, ImportState.FAILED)

    def test_a_file_that_somebody_goes_on_with_is_kept(self):
        batch = start_import("a.xlsx", xlsx(rows(2)), by=person("registrar"))
        cancel_import(batch.pk, by=batch.by)
        resume_import(batch.pk, by=batch.by)
        assert self.later(400) == 0
        assert run_import(batch.pk).state == ImportState.DONE

    def test_a_prepared_file_that_is_cancelled_goes_at_once(self):
        batch = cancel_import(prepared().pk, by=person("registrar"))
        batch.refresh_from_db()
        assert (batch.state, batch.sealed, batch.kept_until) == (ImportState.CANCELLED, None, None)

    def test_versions_tell_the_changes_of_state(self):
        batch = start(prepared())
        run_import(batch.pk)
        batch.refresh_from_db()
        assert batch.version == 3  # prepared, waiting, done: that a worker began is no change to act on
