"""The one door into the queue."""

from __future__ import annotations

from django.db import connection
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.manager import JobManager
from procrastinate.tasks import configure_task

# Always Django's own connection: inside a worker procrastinate's own would be another one, and what is
# queued there would survive a rollback here.
_manager = JobManager(DjangoConnector())


def enqueue(task: str, *, lock: str, **ids: int) -> None:
    """Queue a task by its dotted name; it exists for workers from the moment the transaction commits.

    `lock`: of the jobs with the same lock one runs at a time. `ids`: primary keys, no text.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("enqueue() belongs inside an action's transaction")
    if not all(isinstance(value, int) for value in ids.values()):
        raise TypeError("a job's arguments are primary keys")
    configure_task(name=task, job_manager=_manager, lock=lock).defer(**ids)
