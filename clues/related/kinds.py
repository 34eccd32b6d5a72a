"""Related matters: what can happen, how it is told, what waits for somebody."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.access.purposes import grant_purposes
from hub.duties.kinds import duty_kind
from hub.events.kinds import EventKinds, Telling, event_kinds

ANSWER_OPENING = duty_kind(
    "related.answer",
    _("Answer a request for a related matter"),
    _("Another unit asks you to open a clue about the same subject"),
    "related.answer",
    page="clues:opening-answer",
)


@event_kinds
class Kind(EventKinds):
    RELATED_FOUND = "related.found", Telling(aside=True), _("A related matter exists at another unit")
    OPENING_ASKED = "related.opening_asked", Telling(aside=True), _("Opening of a related matter asked for")
    OPENING_GRANTED = "related.opening_granted", Telling(aside=True), _("Opening of a related matter granted")
    OPENING_REFUSED = "related.opening_refused", Telling(aside=True), _("Opening of a related matter refused")


@grant_purposes
class For(models.TextChoices):
    RELATED = "clue.related", _("opened on request for a time")
