"""The ledger's lines about opening and closing rows: ids and codes, enough to replay who could see what."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.access.grants import Facts, tell
from hub.events.actions import record_each
from hub.events.kinds import EventKinds, Telling, event_kinds


@event_kinds
class Kind(EventKinds):
    GRANTED = "access.granted", Telling(aside=True), _("Opened to readers")
    REVOKED = "access.revoked", Telling(aside=True), _("Closed to readers")


@tell
def record_access(opened: bool, model: type[models.Model], facts: Facts, by: models.Model | None) -> None:
    """Nobody is notified: who is concerned learns it from the step that opens or closes."""
    record_each(Kind.GRANTED if opened else Kind.REVOKED, by=by, model=model, data=facts)
