"""What is owed to a real-name reporter: what can happen, how it is told, what waits for somebody."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from hub.duties.kinds import duty_kind
from hub.events.kinds import EventKinds, event_kinds

CHECK_SIGNATURE = duty_kind(
    "report.signature", _("Check the real name"), _("A letter signed by name was registered")
)


TELL_ACCEPTANCE = duty_kind(
    "report.acceptance", _("Tell the reporter of acceptance"), _("The letter is signed by its real name")
)


TELL_RETURN = duty_kind(
    "report.return",
    _("Tell the reporter of the return"),
    _("A letter signed by its real name was returned"),
)


TELL_RESULT = duty_kind(
    "report.result",
    _("Tell the reporter the result"),
    _("What they reported is concluded"),
    "report.result_notice",
)


CHECK_EVIDENCE = duty_kind(
    "report.evidence",
    _("Check new evidence"),
    _("The reporter objects to the result with new evidence"),
    "report.evidence",
    page="clues:evidence-check",
)


@event_kinds
class Kind(EventKinds):
    SIGNATURE_CHECKED = "letter.signature_checked", _("Real name checked")
    ACCEPTANCE_TOLD = "letter.acceptance_told", _("Reporter told of acceptance")
    RETURN_TOLD = "letter.return_told", _("Reporter told of the return")
    RESULT_TOLD = "letter.result_told", _("Reporter told of the result")
    OBJECTION_RECORDED = "letter.objection_recorded", _("Objection of the reporter recorded")
    EVIDENCE_CHECKED = "letter.evidence_checked", _("New evidence of the reporter checked")
    EVIDENCE_OFFERED = "clue.evidence_offered", _("New evidence of the reporter to be checked")
