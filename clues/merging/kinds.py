"""Merging and splitting: what can happen, how it is told, what waits for somebody."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.access.purposes import grant_purposes
from hub.events.kinds import EventKinds, Telling, event_kinds


@event_kinds
class Kind(EventKinds):
    MERGE_PROPOSED = "clue.merge_proposed", _("Merging proposed")
    MERGED = "clue.merged", Telling("link"), _("Merged into another clue")
    MERGE_REFUSED = "clue.merge_refused", _("Merging refused")
    UNMERGED = "clue.unmerged", Telling("link-slash"), _("Merging undone")
    SPLIT = "clue.split", Telling("scissors"), _("Another clue split off")


@grant_purposes
class For(models.TextChoices):
    MERGED = "clue.merged", _("has the clue this one was merged into")
