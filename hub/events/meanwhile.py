"""What somebody who comes too late is told: what was done to the row last."""

from __future__ import annotations

from django.db.models import Model

from hub.events.models import Entry


def meanwhile(row: Model) -> dict[str, str]:
    """The last step in the history of a row the reader sees; empty for a row without one.

    kind: code. what: the same in the reader's language. by: a name, empty for the clock. at: ISO 8601.
    """
    last = Entry.objects.about(row).steps().last()
    if last is None:
        return {}
    return {"kind": last.kind, "what": last.title, "by": str(last.by or ""), "at": last.at.isoformat()}
