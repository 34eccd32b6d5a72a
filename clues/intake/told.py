"""Until when it is decided what becomes of a clue that a partner body passed on."""

from __future__ import annotations

from datetime import datetime

from clues.clue.models.clues import Clue
from clues.intake.kinds import DECIDE
from hub.duties.models import Duty


def decide_by(clue: Clue) -> datetime | None:
    """Until when what a partner body passed on is to be decided on; None once it is."""
    open_ones = Duty.objects.open().about(clue).filter(kind=DECIDE.code)
    return open_ones.values_list("due_at", flat=True).first()
