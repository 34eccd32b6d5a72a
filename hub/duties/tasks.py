"""Timers of the duties."""

from __future__ import annotations

from procrastinate.contrib.django import app

from hub.duties.reminders import remind


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="remind-of-duties")
def remind_of_duties(timestamp: int) -> None:
    """Every five minutes: remind of what has become urgent since."""
    remind()
