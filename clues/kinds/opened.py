"""What letters and clues are opened for."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.access.purposes import grant_purposes


@grant_purposes
class For(models.TextChoices):
    """What letters and clues are opened for."""

    REGISTERED = "letter.registration", _("registered by this office")
    MANAGED = "clue.management", _("central management of clues")
    PUSHED = "clue.unit", _("pushed to this unit")
    HANDLED = "clue.handling", _("handler of this clue")
    IDENTITY = "letter.identity", _("asked whether the reporter's identity may be opened")
    WATCHED = "intercession.watch", _("watches over the commission's own people")
    INTERCESSION = "intercession.report", _("reported it")
    PASSED_DOWN = "letter.passed_down", _("passed down to this unit")
    UPWARD = "letter.upward", _("principal leader, told of what goes upward")
    RELATED = "clue.related", _("opened on request for a time")
    APART = "letter.own_staff", _("kept apart: about the commission's own people")
    MERGED = "clue.merged", _("has the clue this one was merged into")
    REPORTED = "clue.report_upward", _("to be reported upward")
    HANDED_OVER = "clue.handed_over", _("had this clue before it went to another organ")
