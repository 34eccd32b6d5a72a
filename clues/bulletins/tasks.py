"""Jobs about bulletins between offices."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from clues.bulletins.actions import draw_up_bulletins


@app.periodic(cron="25 0 * * *")
@app.task(queueing_lock="draw-up-bulletins")
def draw_up_bulletins_of_the_day(timestamp: int) -> None:
    """Just after midnight: bulletins of periods that have ended, and of those nobody was there to draw up."""
    draw_up_bulletins(timezone.localdate())
