"""Opinions, results and holds: what can happen, how it is told, what waits for somebody."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from clues.disposal.models import DisposalOpinion, DisposalResult
from hub.duties.kinds import duty_kind
from hub.events.kinds import EventKinds, Rows, Telling, event_kinds

FEED_BACK = duty_kind("clue.feedback", _("Feed the result back"), _("A result was recorded"), "clue.feedback")


CONCLUDE = duty_kind("clue.conclude", _("Conclude"), _("The result was fed back"), "clue.conclude")


_OPINIONS = Rows("opinion", DisposalOpinion.objects.all(), ["way"])


_RESULTS = Rows("result", DisposalResult.objects.all())


OPINION = _OPINIONS.said(lambda opinion: f"{opinion.way}\n{opinion.plan}")


RESULT = _RESULTS.said(lambda result: result.get_finding_display())


REPORT = _RESULTS.said(lambda result: f"{result.get_finding_display()}\n{result.get_proposal_display()}")


@event_kinds
class Kind(EventKinds):
    LETTER_ANSWERED = "letter.answered", Telling("chat-bubble-left-right"), _("Result of the letter fed back")
    OPINION_SUBMITTED = (
        "clue.opinion_submitted",
        Telling("pencil-square", OPINION),
        _("Disposal opinion submitted"),
    )
    OPINION_APPROVED = (
        "clue.opinion_approved",
        Telling("check-badge", follows=True),
        _("Disposal opinion approved"),
    )
    OPINION_REFUSED = "clue.opinion_refused", Telling(follows=True), _("Disposal opinion refused")
    CLUE_HELD = "clue.held", Telling("check-badge", follows=True), _("Clue held")
    HELD_AGAIN = "clue.held_again", _("Looked at again and held further")
    REVIEW_DUE = "clue.review_due", _("A held clue is to be looked at again")
    TAKEN_UP = "clue.taken_up", _("Held clue taken up")
    ENDING_APPROVED = (
        "clue.ending_approved",
        Telling("check-badge", follows=True),
        _("Conclusion without further work approved"),
    )
    RESULT_RECORDED = "clue.result_recorded", Telling("document-text", RESULT), _("Result recorded")
    REPORT_SUBMITTED = "clue.report_submitted", Telling("document-text", REPORT), _("Report submitted")
    REPORT_APPROVED = "clue.report_approved", Telling("check-badge", follows=True), _("Report approved")
    REPORT_REFUSED = "clue.report_refused", Telling(follows=True), _("Report refused")
    CLUE_ANSWERED = "clue.answered", Telling("chat-bubble-left-right"), _("Result fed back")
