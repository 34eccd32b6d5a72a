"""What can happen to a file of letters."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.events.kinds import event_kinds


@event_kinds
class Kind(models.TextChoices):
    STARTED = "import.started", _("File of letters received")
    RESUMED = "import.resumed", _("File of letters resumed")
    CANCELLED = "import.cancelled", _("File of letters cancelled")
    FINISHED = "import.finished", _("File of letters registered")
    FAILED = "import.failed", _("File of letters stopped")
