"""Where a clue came from without a letter, and where it went, as its readers are told."""

from __future__ import annotations

from datetime import datetime

from clues.kinds import DECIDE
from clues.models import Clue, Transfer
from hub.duties.models import Duty


def transfers_of(clue: Clue) -> list[Transfer]:
    """The moves of a visible clue that were carried out, oldest first."""
    handed = clue.transfers.filter(handed_at__isnull=False)
    related = ("unit", "from_unit", "ended_by", "motion__by")
    return list(handed.select_related(*related).prefetch_related("outcomes").order_by("pk"))


def decide_by(clue: Clue) -> datetime | None:
    """Until when what a partner body passed on is to be decided on; None once it is."""
    open_ones = Duty.objects.open().about(clue).filter(kind=DECIDE.code)
    return open_ones.values_list("due_at", flat=True).first()
