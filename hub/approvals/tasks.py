"""Timers of the approvals."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from hub.approvals.actions import admit_proxies, escalate_due, relieve_vacant


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="escalate-late-steps")
def escalate_late_steps(timestamp: int) -> None:
    """Every five minutes: pass on the steps whose time has run out."""
    escalate_due(timezone.now())


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="admit-proxies")
def admit_proxies_of_today(timestamp: int) -> None:
    """Every five minutes: proxies of absences that have begun see and sign what was open before."""
    admit_proxies()


@app.periodic(cron="*/5 * * * *")
@app.task(queueing_lock="pass-on-vacant-seats")
def pass_on_vacant_seats(timestamp: int) -> None:
    """Every five minutes: what waits for a post that nobody holds goes to whoever comes next."""
    relieve_vacant()
