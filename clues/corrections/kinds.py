"""Data about a subject put right: what can happen, how it is told, what waits for somebody."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from hub.duties.kinds import duty_kind
from hub.events.kinds import EventKinds, Telling, event_kinds

ANSWER_CORRECTION = duty_kind(
    "subject.correct",
    _("Check data about the subject and put them right"),
    _("Somebody says that data about the subject are wrong"),
    "subject.correction",
    page="clues:correction",
)


@event_kinds
class Kind(EventKinds):
    CORRECTION_ASKED = (
        "subject.correction_asked",
        Telling("exclamation-circle"),
        _("Correction of the subject's data asked for"),
    )
    SUBJECT_CORRECTED = "subject.corrected", Telling("pencil-square"), _("Data about the subject corrected")
    CORRECTION_REFUSED = (
        "subject.correction_refused",
        Telling("check"),
        _("Data about the subject checked and found right"),
    )
    CORRECTION_TOLD = (
        "subject.correction_told",
        Telling(quiet=True),
        _("Data about the subject that you had seen were wrong"),
    )
