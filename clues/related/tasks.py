"""Jobs about related matters."""

from __future__ import annotations

from procrastinate.contrib.django import app

from clues.related.actions import find_related
from hub.jobs.running import Patiently


@app.task(retry=Patiently())
def find_related_matters(subject_id: int) -> None:
    """Note which clues are about the same subject, and tell their holders."""
    find_related(subject_id)
