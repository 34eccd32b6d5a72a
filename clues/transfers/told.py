"""Where a clue went, as its readers are told."""

from __future__ import annotations

from clues.clue.models.clues import Clue
from clues.transfers.models import Transfer


def transfers_of(clue: Clue) -> list[Transfer]:
    """The moves of a visible clue that were carried out, oldest first."""
    handed = clue.transfers.filter(handed_at__isnull=False)
    related = ("unit", "from_unit", "ended_by", "motion__by")
    return list(handed.select_related(*related).prefetch_related("outcomes").order_by("pk"))
