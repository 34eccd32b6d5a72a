"""Files of letters: what can happen, how it is told, what waits for somebody."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from hub.events.kinds import EventKinds, event_kinds


@event_kinds
class Kind(EventKinds):
    PREPARED = "import.prepared", _("File of letters received")
    STARTED = "import.started", _("File of letters begun")
    RESUMED = "import.resumed", _("File of letters resumed")
    CANCELLED = "import.cancelled", _("File of letters cancelled")
    FINISHED = "import.finished", _("File of letters registered")
    FAILED = "import.failed", _("File of letters stopped")
    FORGOTTEN = "import.forgotten", _("File of letters no longer kept")
