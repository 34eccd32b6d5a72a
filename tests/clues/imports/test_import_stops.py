"""Files of letters stopped, gone on with, and two at once."""

from __future__ import annotations

import threading

import pytest
from django.db import connections

from accounts.actions import end_post, set_clearance
from clues.imports.actions import files as imports
from clues.imports.actions.files import cancel_import, fail_import, resume_import
from clues.imports.actions.rows import run_import
from clues.imports.models import ImportedRow, ImportState
from clues.letters.models.letters import Letter
from hub.events.models import Entry, Notice
from hub.kernel.errors import Conflict, NotAllowed, NotVisible
from tests.factories import level
from tests.files import rows, xlsx
from tests.importing import outcomes, run, started
from tests.town import person

pytestmark = pytest.mark.usefixtures("english")

TWO_AT_ONCE = 2


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
