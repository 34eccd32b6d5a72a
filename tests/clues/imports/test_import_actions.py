"""Files registered: what is in, known, or in quarantine; stopping, resuming, two at once, nothing doubled."""

from __future__ import annotations

import csv
import json
import threading
from datetime import timedelta

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone, translation

from accounts.actions import end_post, set_clearance
from clues.imports.actions import files as imports
from clues.imports.actions.files import cancel_import, fail_import, resume_import, start_import
from clues.imports.actions.rows import run_import
from clues.imports.models import ImportedRow, ImportState, LetterImport
from clues.imports.quarantine import cells_of, quarantine_csv
from clues.letters.actions.identities import open_identity
from clues.letters.models.letters import Letter
from clues.terms import Source
from hub.events.models import Entry, Notice
from hub.kernel.errors import Conflict, Invalid, NotAllowed, NotVisible
from tests.factories import level, make_letter
from tests.files import HEADINGS, rows, text, xlsx
from tests.identities import granted
from tests.town import person

TWO_AT_ONCE = 2


@pytest.fixture(autouse=True)
def _english(settings):
    settings.LANGUAGE_CODE = "en"
    with translation.override("en"):
        yield


def started(content: bytes, by: str = "registrar", **given) -> LetterImport:
    return start_import("letters.xlsx", content, by=person(by), **given)


def run(content: bytes, by: str = "registrar", **given) -> LetterImport:
    return run_import(started(content, by, **given).pk)


def outcomes(batch: LetterImport) -> tuple[int, int, int]:
    found = batch.rows.outcomes()
    return found["registered"], found["known"], found["quarantined"]


def jobs() -> list[tuple[str, str, dict]]:
    """Those of imports: the town's people have queued some of their own."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT task_name, lock, args FROM procrastinate_jobs WHERE task_name LIKE %s ORDER BY id",
            ["%import%"],
        )
        return [(task, lock, json.loads(args)) for task, lock, args in cursor.fetchall()]


def damaged() -> bytes:
    lines = rows(6)
    lines[1][2] = None
    lines[3][3] = "2024年13月45日"
    lines[4][3] = (timezone.localdate() + timedelta(days=400)).isoformat()
    return xlsx(lines)


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
class TestStoppingAndGoingOn:
    def test_stopped_it_goes_on_at_the_next_row(self):
        batch = started(xlsx(rows(6)))
        left = iter([False, False, False, True])
        stopped = run_import(batch.pk, stop=lambda: next(left))
        assert (stopped.state, stopped.done, outcomes(stopped)) == (ImportState.RUNNING, 3, (3, 0, 0))
        seen: list[int] = []
        done = run_import(batch.pk, progress=seen.append)
        assert (done.state, seen, outcomes(done)) == (ImportState.DONE, [4, 5, 6], (6, 0, 0))

    def test_running_what_is_done_changes_nothing(self):
        batch = run(xlsx(rows(2)))
        assert run_import(batch.pk) == batch
        assert Letter.objects.count() == 2
        assert Entry.objects.about(batch).filter(kind="import.finished").count() == 1

    def test_cancelled_it_stops_and_can_be_resumed(self):
        batch = started(xlsx(rows(4)))
        registrar = person("registrar")

        def cancel_after_two(done: int) -> None:
            if done == 2:
                cancel_import(batch.pk, by=registrar)

        stopped = run_import(batch.pk, progress=cancel_after_two)
        assert (stopped.state, stopped.done) == (ImportState.CANCELLED, 2)
        assert run_import(batch.pk).done == 2
        assert resume_import(batch.pk, by=registrar).state == ImportState.WAITING
        assert outcomes(run_import(batch.pk)) == (4, 0, 0)
        kinds = [entry.kind for entry in Entry.objects.about(batch)]
        assert kinds == ["import.started", "import.cancelled", "import.resumed", "import.finished"]

    def test_done_is_done(self):
        batch = run(xlsx(rows(1)))
        for action in (cancel_import, resume_import):
            with pytest.raises(Conflict):
                action(batch.pk, by=person("registrar"))

    def test_only_the_sender_stops_it_or_goes_on(self):
        batch = started(xlsx(rows(1)))
        for action in (cancel_import, resume_import):
            with pytest.raises(NotAllowed):
                action(batch.pk, by=person("registrar_2"))
            with pytest.raises(NotVisible):
                action(batch.pk, by=person("manager"))

    def test_a_registrar_who_no_longer_is_one_registers_no_further(self):
        batch = started(xlsx(rows(4)))
        post = person("registrar").posts.get()

        def end_after_two(done: int) -> None:
            if done == 2:
                end_post(post.pk, by=person("system_admin"))

        stopped = run_import(batch.pk, progress=end_after_two)
        assert (stopped.state, stopped.done) == (ImportState.FAILED, 2)
        assert "registrar" in stopped.problem

    def test_a_clearance_taken_away_quarantines_the_rest(self):
        batch = started(xlsx(rows(2)))
        set_clearance(person("registrar").pk, level=level("internal"), by=person("security_admin"))
        assert outcomes(run_import(batch.pk)) == (0, 0, 2)

    def test_a_failure_tells_the_owner_and_can_be_resumed(self):
        batch = started(xlsx(rows(2)))
        fail_import(batch.pk, "x" * 400)
        batch.refresh_from_db()
        assert (batch.state, len(batch.problem)) == (ImportState.FAILED, imports.ROOM)
        assert Notice.objects.get().recipient == batch.by
        resume_import(batch.pk, by=person("registrar"))
        assert outcomes(run_import(batch.pk)) == (2, 0, 0)

    def test_a_row_and_its_outcome_stand_or_fall_together(self, monkeypatch):
        batch = started(xlsx(rows(3)))
        calls: list[int] = []

        def save(row: ImportedRow, **how) -> None:
            calls.append(row.line)
            if row.line == 3:
                raise RuntimeError
            super(ImportedRow, row).save(**how)

        monkeypatch.setattr(ImportedRow, "save", save)
        with pytest.raises(RuntimeError):
            run_import(batch.pk)
        batch.refresh_from_db()
        assert (batch.done, Letter.objects.count(), batch.rows.count()) == (1, 1, 1)
        monkeypatch.undo()
        assert outcomes(run_import(batch.pk)) == (3, 0, 0)


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


@pytest.mark.django_db(transaction=True)
def test_two_workers_on_one_file_register_each_row_once():
    batch = started(xlsx(rows(30)))
    at_once(lambda: run_import(batch.pk))
    batch.refresh_from_db()
    assert (batch.state, batch.done, outcomes(batch)) == (ImportState.DONE, 30, (30, 0, 0))
    assert Letter.objects.count() == 30


@pytest.mark.django_db(transaction=True)
def test_two_people_with_one_file_register_each_letter_once():
    content = xlsx(rows(20))
    batches = iter([started(content), started(content, by="registrar_2")])
    at_once(lambda: run_import(next(batches).pk))
    assert Letter.objects.count() == 20
    assert ImportedRow.objects.outcomes() == {"registered": 20, "known": 20, "quarantined": 0}


def at_once(work) -> None:
    """Do the work in two threads that begin together; what one of them raises is raised here."""
    start, problems = threading.Barrier(TWO_AT_ONCE), []

    def begin() -> None:
        try:
            start.wait()
            work()
        except Exception as problem:
            problems.append(problem)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=begin) for _ in range(TWO_AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
