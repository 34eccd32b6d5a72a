"""Days that people enter: when something was done that is written down here."""

from __future__ import annotations

from datetime import date, datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _

from hub.kernel.errors import Invalid
from hub.rules.deadlines import UnknownDeadline, due


def entered(field: str, day: date, late_reason: str) -> str:
    """The reason to be kept with the day: none for today, a required one for a day before.

    Raises Invalid for a day to come, and for a past one without a reason: nothing is backdated in silence.
    """
    today = timezone.localdate()
    if day > today:
        raise Invalid({field: [_("This day has not come yet.")]}, code="future-day")
    if day == today:
        return ""
    if not late_reason.strip():
        said = _("A past day is a late entry: please say why.")
        raise Invalid({"late_reason": [said]}, code="late-entry")
    return late_reason.strip()


def due_from(rule: str, day: date) -> datetime | None:
    """When the time of a rule ends that began on a day; None where there was no such rule on that day."""
    try:
        return due(rule, timezone.make_aware(datetime.combine(day, time.min))).at
    except UnknownDeadline:
        return None
