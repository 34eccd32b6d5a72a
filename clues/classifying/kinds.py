"""Changing a classification: what can happen, how it is told, what waits for somebody."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from clues.classifying.models import Reclassification
from hub.events.kinds import EventKinds, Rows, Telling, event_kinds

_LEVELS = Rows("reclassification", Reclassification.objects.all(), ["before", "after"])


RECLASSIFIED = _LEVELS.said(lambda change: f"{change.before} → {change.after}\n{change.reason}")


@event_kinds
class Kind(EventKinds):
    CLUE_RECLASSIFIED = (
        "clue.reclassified",
        Telling("shield-check", RECLASSIFIED),
        _("Classification changed"),
    )
