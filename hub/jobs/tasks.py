"""Housekeeping of the queue: jobs whose worker died are taken up again, old ones are forgotten."""

from __future__ import annotations

import logging
from contextlib import suppress

from django.conf import settings
from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.exceptions import ConnectorException, UniqueViolation
from procrastinate.jobs import Job, Status
from procrastinate.manager import JobManager

logger = logging.getLogger(__name__)

DEATHS = 10  # a job that outlived so many workers is what kills them
KEPT_HOURS = 24
FAILED_KEPT_HOURS = 24 * 30


def every(seconds: int) -> str:
    """As a cron line with a sixth field for seconds; once a minute from 60 seconds on."""
    return "* * * * *" if seconds >= 60 else f"* * * * * */{seconds}"


@app.periodic(cron=every(settings.HUB_STALLED_AFTER))
@app.task(pass_context=True, queueing_lock="take-up-stalled-jobs")
async def take_up_stalled_jobs(context: JobContext, timestamp: int) -> None:
    """Put the jobs of workers that gave no sign of life back into the queue."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=settings.HUB_STALLED_AFTER):
        logger.warning("worker of job %s %s is dead", job.id, job.task_name)
        # Of two workers that find the same job one is quicker; the other is refused.
        with suppress(ConnectorException):
            await _take_up(manager, job)


async def _take_up(manager: JobManager, job: Job) -> None:
    try:
        if job.attempts < DEATHS:
            return await manager.retry_job(job)
    except UniqueViolation:
        logger.info("another job like %s waits already", job.id)
    await manager.finish_job(job, status=Status.FAILED, delete_job=False)


@app.periodic(cron="41 * * * *")
@app.task(pass_context=True, queueing_lock="forget-old-jobs")
async def forget_old_jobs(context: JobContext, timestamp: int) -> None:
    """Hourly: forget what succeeded a day ago and what failed a month ago."""
    manager = context.app.job_manager
    await manager.delete_old_jobs(nb_hours=KEPT_HOURS)
    await manager.delete_old_jobs(
        nb_hours=FAILED_KEPT_HOURS, include_failed=True, include_cancelled=True, include_aborted=True
    )
