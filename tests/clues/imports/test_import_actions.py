"""Files registered: what is in, known, or in quarantine; stopping, resuming, two at once, nothing doubled."""

from __future__ import annotations

import csv

import pytest
from django.db import transaction
from django.utils import translation

from clues.imports.actions.files import start_import
from clues.imports.models import ImportState, LetterImport
from clues.imports.quarantine import cells_of, quarantine_csv
from clues.letters.actions.identities import open_identity
from clues.letters.models.letters import Letter
from clues.terms import Source
from hub.events.models import Entry, Notice
from hub.kernel.errors import Invalid, NotAllowed
from tests.factories import level, make_letter
from tests.files import HEADINGS, rows, text, xlsx
from tests.identities import granted
from tests.importing import damaged, jobs, outcomes, run, started
from tests.town import person

pytestmark = pytest.mark.usefixtures("english")


@pytest.mark.django_db
class TestStarting:
    def test_a_file_is_kept_sealed_and_a_job_waits_for_it(self):
        content = xlsx(rows(3))
        batch = started(content, source=Source.WEB)
        assert (batch.state, batch.total, batch.done, batch.source) == (ImportState.WAITING, 3, 0, Source.WEB)
        assert batch.mapping == dict(
            zip(HEADINGS, ["external_number", "title", "text", "received_on"], strict=True)
        )
        assert batch.level == level("work_secret")
        assert content[:100] not in bytes(batch.sealed)
        assert jobs() == [
            ("clues.imports.tasks.run_letter_import", f"letter-import-{batch.pk}", {"batch_id": batch.pk})
        ]
        assert Entry.objects.about(batch).get().kind == "import.started"

    def test_the_same_file_is_not_begun_twice(self):
        content = xlsx(rows(3))
        assert started(content) == started(content)
        assert started(content, by="registrar_2") != started(content)
        assert started(content, mapping={"标题": ""}) != started(content)
        assert started(content, source=Source.WEB) != started(content)

    def test_a_rollback_takes_the_job_with_it(self):
        with transaction.atomic():
            started(xlsx(rows(1)))
            transaction.set_rollback(True)
        assert jobs() == []
        assert not LetterImport.objects.exists()

    def test_only_a_registrar_starts_one(self):
        with pytest.raises(NotAllowed):
            started(xlsx(rows(1)), by="manager")

    def test_a_bad_file_leaves_nothing(self):
        for content in (b"%PDF", xlsx([])):
            with pytest.raises(Invalid) as caught:
                started(content)
            assert set(caught.value.fields) == {"file"}
        assert not LetterImport.objects.exists()

    def test_not_above_ones_own_clearance(self):
        with pytest.raises(Invalid) as caught:
            started(xlsx(rows(1)), level=level("secret"))
        assert set(caught.value.fields) == {"classification"}

    def test_a_path_is_no_file_name(self):
        batch = start_import("C:\\secret\\..\\来信.xlsx", xlsx(rows(1)), by=person("registrar"))
        assert batch.file_name == "来信.xlsx"

    def test_sheets_left_unread_are_named(self):
        assert "more" in started(xlsx(rows(1), more=[["x"]])).note


@pytest.mark.django_db
class TestRunning:
    def test_every_row_becomes_a_letter_of_the_office(self):
        batch = run(xlsx(rows(5)), source=Source.WEB)
        assert (batch.state, batch.done, outcomes(batch)) == (ImportState.DONE, 5, (5, 0, 0))
        letters = Letter.objects.visible_to(person("petition_head")).order_by("pk")
        assert [letter.title for letter in letters] == [f"标题 {n}" for n in range(1, 6)]
        assert {(each.source, each.unit.code, each.registered_by.username) for each in letters} == {
            (Source.WEB, "petition", "registrar")
        }

    def test_the_file_is_forgotten_when_it_is_done(self):
        assert run(xlsx(rows(1))).sealed is None

    def test_a_second_run_adds_none_and_says_so(self):
        content = xlsx(rows(5))
        run(content)
        again = run(content)
        assert outcomes(again) == (0, 5, 0)
        assert Letter.objects.count() == 5
        assert {row.letter.external_number for row in again.rows.all()} == {f"N-{n}" for n in range(1, 6)}

    def test_the_same_letters_in_another_kind_of_file_are_known(self):
        run(xlsx(rows(3)))
        assert outcomes(run(text(rows(4)).encode("gb18030"))) == (1, 3, 0)

    def test_a_letter_registered_by_hand_is_known(self):
        make_letter(external_number="N-1", text="反映的情况 1", subjects=[])
        assert outcomes(run(xlsx(rows(2)))) == (1, 1, 0)

    def test_a_row_twice_in_one_file_is_known_the_second_time(self):
        assert outcomes(run(xlsx(rows(2) + rows(1)))) == (2, 1, 0)

    def test_the_same_number_with_another_text_is_another_letter(self):
        assert outcomes(run(xlsx([[7, "一", "甲", "2024-01-01"], [7, "二", "乙", "2024-01-01"]]))) == (
            2,
            0,
            0,
        )

    def test_good_rows_go_in_bad_ones_are_listed_with_line_and_reason(self):
        batch = run(damaged())
        assert outcomes(batch) == (3, 0, 3)
        assert [(row.line, row.reason) for row in batch.rows.quarantined()] == [
            (3, "Missing: text"),
            (5, "There is no such day or time."),
            (6, "The date lies in the future."),
        ]

    def test_a_mended_file_adds_only_what_was_missing(self):
        run(damaged())
        assert outcomes(run(xlsx(rows(6)))) == (3, 3, 0)

    def test_a_refused_identifier_of_a_subject_is_quarantined_whole(self):
        headings = [*HEADINGS, "被反映人", "被反映人身份证号"]
        batch = run(xlsx([[*rows(1)[0], "某乙", "110101199001011234"]], headings))
        assert outcomes(batch) == (0, 0, 1)
        assert not Letter.objects.exists()

    def test_remarks_say_what_was_left_out(self):
        batch = run(xlsx([[*rows(1)[0], "城乡建设"]], [*HEADINGS, "一级分类"]))
        row = batch.rows.get()
        assert row.letter.category is None
        assert "城乡建设" in row.remark

    def test_reporters_go_to_the_sealed_store(self):
        batch = run(xlsx([[*rows(1)[0], "某甲", "电话一"]], [*HEADINGS, "举报人姓名", "联系电话"]))
        letter = batch.rows.get().letter
        assert letter.signing == "real_name"
        granted(letter)
        assert open_identity(letter.number, by=person("registrar")) == ("某甲", "电话一")

    def test_one_notice_for_the_file_none_for_each_letter(self):
        batch = run(xlsx(rows(4)))
        notices = Notice.objects.select_related("entry")
        assert [(each.recipient.username, each.entry.kind) for each in notices] == [
            ("registrar", "import.finished")
        ]
        assert Entry.objects.about(batch).last().data == {"registered": 4, "known": 0, "quarantined": 0}

    def test_reasons_are_in_the_language_of_the_registrar(self, settings):
        settings.LANGUAGE_CODE = "zh-hans"
        registrar = person("registrar")
        registrar.language = "en"
        registrar.save()
        with translation.override("zh-hans"):
            batch = run(damaged())
        assert batch.rows.quarantined().first().reason == "Missing: text"


@pytest.mark.django_db
class TestQuarantine:
    def test_the_bad_rows_come_back_as_a_harmless_file(self):
        batch = run(text([["=1+1", "@甲", "", "2024-01-01"], *rows(1)]).encode())
        lines = list(csv.reader(quarantine_csv(batch).decode("utf-8-sig").splitlines()))
        assert lines == [
            ["line", "reason", *HEADINGS],
            ["2", "Missing: text", "'=1+1", "'@甲", "", "2024-01-01"],
        ]

    def test_the_bad_row_is_sealed_and_complete(self):
        row = run(xlsx([["9", "秘密的标题", None, "2024-01-01"]])).rows.get()
        assert "秘密的标题".encode() not in bytes(row.sealed)
        assert cells_of(row) == dict(zip(HEADINGS, ["9", "秘密的标题", "", "2024-01-01"], strict=True))

    def test_a_mended_quarantine_file_can_be_sent_again(self):
        batch = run(text([["1", "=甲", "", "2024-01-01"]]).encode())
        again = run(quarantine_csv(batch).replace(b'""', '"补上的内容"'.encode()))
        assert outcomes(again) == (1, 0, 0)
        assert again.rows.get().letter.title == "=甲"
