"""Jobs about data about a subject put right."""

from __future__ import annotations

from procrastinate.contrib.django import app

from clues.corrections.actions.recipients import tell_receivers as tell
from hub.jobs.running import Patiently


@app.task(retry=Patiently())
def tell_receivers(correction_id: int) -> None:
    """Tell everyone who had received what was corrected."""
    tell(correction_id)
