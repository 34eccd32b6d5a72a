"""A worker killed in the middle of its work: nothing is lost, nothing is done twice."""

from __future__ import annotations

import signal

import pytest
from django.db import connection

from clues.imports.actions.files import JOB, start_import
from clues.imports.models import ImportedRow, ImportState, LetterImport
from clues.letters.models.letters import Letter
from hub.events.models import Entry, Notice
from tests.files import rows, text
from tests.jobs.workers import wait_for, worker
from tests.town import person

JOBS = 20
ROWS = 10  # enough to be caught in the middle of them

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("workers")]


def done() -> int:
    return LetterImport.objects.filter(state=ImportState.DONE).count()


def statuses() -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT status::text, count(*) FROM procrastinate_jobs WHERE task_name = %s GROUP BY 1", [JOB]
        )
        return dict(cursor.fetchall())


def in_the_middle_of_a_file() -> bool:
    return LetterImport.objects.filter(state=ImportState.RUNNING, done__gt=0, done__lt=ROWS).exists()


def test_twenty_jobs_survive_workers_killed_at_work():
    registrar = person("registrar")
    for n in range(JOBS):
        content = text(rows(ROWS, start=n * ROWS + 1)).encode()
        start_import(f"{n}.csv", content, by=registrar)

    for least in (4, 10):
        with worker() as first:
            assert wait_for(lambda least=least: done() >= least and in_the_middle_of_a_file(), 60)
            first.send_signal(signal.SIGKILL)
            first.wait()
        assert done() < JOBS
    assert statuses()["doing"] >= 1, "the killed worker's job still looks as if it ran"

    with worker():
        assert wait_for(lambda: statuses() == {"succeeded": JOBS}, 60)

    assert done() == JOBS
    assert Letter.objects.count() == JOBS * ROWS
    assert sorted(Letter.objects.values_list("external_number", flat=True)) == sorted(
        f"N-{n}" for n in range(1, JOBS * ROWS + 1)
    )
    assert ImportedRow.objects.outcomes() == {"registered": JOBS * ROWS, "known": 0, "quarantined": 0}
    assert Entry.objects.filter(kind="letter.registered").count() == JOBS * ROWS
    assert Entry.objects.filter(kind="import.finished").count() == JOBS
    assert Notice.objects.filter(entry__kind="import.finished").count() == JOBS


def test_a_stopping_worker_lets_a_long_job_go_and_the_next_goes_on():
    batch = start_import("long.csv", text(rows(2_000)).encode(), by=person("registrar"))
    with worker() as first:
        assert wait_for(lambda: LetterImport.objects.filter(pk=batch.pk, done__gt=5).exists(), 60)
        first.send_signal(signal.SIGTERM)
        assert first.wait(15) == 0
    batch.refresh_from_db()
    assert 0 < batch.done < batch.total
    assert batch.rows.count() == batch.done
    assert statuses() == {"todo": 1}
    with worker():
        assert wait_for(lambda: LetterImport.objects.get(pk=batch.pk).done > batch.done, 60)
