"""Housekeeping of the REST base."""

from procrastinate.contrib.django import app

from hub.rest.idempotency import purge


@app.periodic(cron="23 * * * *")
@app.task
def forget_old_answers(timestamp: int) -> None:
    """Hourly: forget answers kept for ``Idempotency-Key`` longer than a day."""
    purge()
