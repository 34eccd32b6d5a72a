"""How workers run jobs: how often they try, what they say of a failure, when one of them counts as dead."""

from __future__ import annotations

import logging
import traceback
from pathlib import PurePath
from typing import Any

from django.conf import settings
from procrastinate import App, BaseRetryStrategy, JobContext, RetryDecision
from procrastinate.exceptions import JobAborted
from procrastinate.jobs import Job

logger = logging.getLogger(__name__)

ATTEMPTS = 5
HEARTBEATS = 3  # within the time after which a silent worker counts as dead
GRACE = 1  # second until a stopping worker asks its job to break off; one that does not listen is waited for


class JobFailed(Exception):
    """A job failed. It says kind and place of the error, whose own words may hold text of a matter."""


class Patiently(BaseRetryStrategy):
    """Try again after 2, 4, 8, 16 seconds; a job that a stopping worker broke off is taken up at once."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        if isinstance(exception, JobAborted):
            return RetryDecision()
        if is_last_attempt(job):
            return None
        return RetryDecision(retry_in={"seconds": 2 ** (job.attempts + 1)})


def is_last_attempt(job: Job) -> bool:
    """Whether nobody will try again if the job fails now. `attempts` counts the ones before."""
    return job.attempts + 1 >= ATTEMPTS


def discreetly(call_next: Any, context: JobContext, worker: Any) -> Any:
    """Around each job: its errors leave without their words."""
    try:
        return call_next()
    except JobAborted:
        raise
    except Exception as error:
        frame = traceback.extract_tb(error.__traceback__)[-1]
        said = f"{type(error).__name__} in {PurePath(frame.filename).name}:{frame.lineno}"
        logger.warning("job %s %s failed: %s", context.job.id, context.job.task_name, said)
        raise JobFailed(said) from None


def prepare(app: App) -> None:
    """Called by procrastinate once its app is ready."""
    timeout = settings.HUB_STALLED_AFTER
    app.worker_defaults |= {
        "stalled_worker_timeout": timeout,
        "update_heartbeat_interval": timeout / HEARTBEATS,
        "shutdown_graceful_timeout": GRACE,
    }
    app.worker_defaults.setdefault("task_middleware", []).append(discreetly)
