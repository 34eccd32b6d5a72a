"""The queue's door, what a failing job says, and how often it is tried."""

from __future__ import annotations

import logging

import pytest
from django.db import connection, transaction
from procrastinate.exceptions import JobAborted
from procrastinate.jobs import Job

from clues.imports.actions.files import start_import
from clues.imports.models import ImportState, LetterImport
from clues.imports.tasks import run_letter_import
from hub.jobs.queue import enqueue
from hub.jobs.running import ATTEMPTS, JobFailed, Patiently, discreetly
from hub.jobs.tasks import every
from tests.files import rows, xlsx
from tests.town import person


def waiting() -> int:
    """Without those that the town's people have queued."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name NOT LIKE '%clear_recused%'")
        return cursor.fetchone()[0]


def job(attempts: int = 0) -> Job:
    return Job(
        id=7, queue="q", lock=None, queueing_lock=None, task_name="t", task_kwargs={}, attempts=attempts
    )


class Context:
    """What a job sees of its run."""

    def __init__(self, attempts: int = 0, stopping: bool = False) -> None:
        self.job = job(attempts)
        self.stopping = stopping

    def should_abort(self) -> bool:
        return self.stopping


@pytest.mark.django_db(transaction=True)
def test_a_job_exists_once_the_transaction_commits():
    with transaction.atomic():
        enqueue("x.y", lock="x", row_id=1)
        transaction.set_rollback(True)
    assert waiting() == 0
    with transaction.atomic():
        enqueue("x.y", lock="x", row_id=1)
    assert waiting() == 1


@pytest.mark.django_db(transaction=True)
def test_nothing_is_queued_outside_a_transaction():
    with pytest.raises(RuntimeError):
        enqueue("x.y", lock="x", row_id=1)


@pytest.mark.django_db
def test_a_job_carries_keys_and_no_text():
    with pytest.raises(TypeError):
        enqueue("x.y", lock="x", title="text of a matter")  # type: ignore[arg-type]
    assert waiting() == 0


def test_a_failing_job_says_kind_and_place_but_not_the_words(caplog):
    def fail() -> None:
        raise ValueError("text of a matter")

    with caplog.at_level(logging.WARNING), pytest.raises(JobFailed) as caught:
        discreetly(fail, Context(), None)
    assert str(caught.value).startswith("ValueError in test_queue.py:")
    assert caught.value.__suppress_context__
    assert "text of a matter" not in caplog.text


def test_a_job_that_breaks_off_is_let_through():
    def abort() -> None:
        raise JobAborted

    with pytest.raises(JobAborted):
        discreetly(abort, Context(), None)


def test_it_is_tried_a_few_times_ever_later():
    decisions = [Patiently().get_retry_decision(exception=ValueError(), job=job(n)) for n in range(ATTEMPTS)]
    assert [bool(decision) for decision in decisions] == [True] * (ATTEMPTS - 1) + [False]
    moments = [decision.retry_at for decision in decisions if decision]
    assert moments == sorted(moments)


def test_what_a_stopping_worker_broke_off_is_always_taken_up():
    decision = Patiently().get_retry_decision(exception=JobAborted(), job=job(99))
    assert decision is not None
    assert decision.retry_at is None


def test_how_often_in_the_words_of_cron():
    assert (every(20), every(60), every(600)) == ("* * * * * */20", "* * * * *", "* * * * *")


@pytest.mark.django_db
class TestRunLetterImport:
    @pytest.fixture
    def batch(self) -> LetterImport:
        return start_import("x.xlsx", xlsx(rows(3)), by=person("registrar"))

    def test_it_registers(self, batch):
        run_letter_import(Context(), batch.pk)
        batch.refresh_from_db()
        assert (batch.state, batch.done) == (ImportState.DONE, 3)

    def test_it_breaks_off_when_the_worker_stops(self, batch):
        with pytest.raises(JobAborted):
            run_letter_import(Context(stopping=True), batch.pk)
        batch.refresh_from_db()
        assert batch.state == ImportState.RUNNING

    @pytest.mark.parametrize(
        ("attempts", "state"), [(0, ImportState.WAITING), (ATTEMPTS - 1, ImportState.FAILED)]
    )
    def test_the_last_failure_is_told(self, batch, monkeypatch, attempts, state):
        monkeypatch.setattr("clues.imports.tasks.run_import", lambda *args, **options: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            run_letter_import(Context(attempts), batch.pk)
        batch.refresh_from_db()
        assert batch.state == state
