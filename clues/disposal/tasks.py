"""Jobs about opinions, results and holds."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from clues.disposal.actions import ask_for_reviews


@app.periodic(cron="11 6 * * *")
@app.task(queueing_lock="review-held-clues")
def review_held_clues(timestamp: int) -> None:
    """Every morning: ask for a new look at clues that have been held for half a year."""
    ask_for_reviews(timezone.now())
