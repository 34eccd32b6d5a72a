"""What can happen to letters and clues, and how it is told."""

from django.utils.translation import gettext_lazy as _

from clues.kinds import words
from hub.events.kinds import EventKinds, Telling, event_kinds


@event_kinds
class Kind(EventKinds):
    LETTER_REGISTERED = "letter.registered", Telling("envelope"), _("Letter registered")
    LETTER_REPEATED = "letter.repeated", _("Repeat of a letter registered")
    LETTER_APART = "letter.apart", _("Letter kept apart")
    LETTER_TRANSFERRED = "letter.transferred", Telling("arrow-right"), _("Letter passed to case management")
    ATTACHMENT_ADDED = "letter.attachment_added", Telling("paper-clip"), _("Attachment added")
    IDENTITY_ASKED = "letter.identity_asked", _("Opening of the reporter's identity asked for")
    IDENTITY_GRANTED = "letter.identity_granted", _("Opening of the reporter's identity granted")
    IDENTITY_REFUSED = "letter.identity_refused", _("Opening of the reporter's identity refused")
    IDENTITY_OPENED = (
        "letter.identity_opened",
        Telling("lock-open", words.OPENED, reserved=True),
        _("Reporter's identity opened"),
    )
    LETTER_ANSWERED = "letter.answered", Telling("chat-bubble-left-right"), _("Result of the letter fed back")
    SIGNATURE_CHECKED = "letter.signature_checked", _("Real name checked")
    ACCEPTANCE_TOLD = "letter.acceptance_told", _("Reporter told of acceptance")
    RETURN_TOLD = "letter.return_told", _("Reporter told of the return")
    LETTER_RETURN_PROPOSED = (
        "letter.return_proposed",
        Telling("light-bulb", words.LETTER_RETURN),
        _("Return of the letter proposed"),
    )
    LETTER_RETURNED = "letter.returned", Telling("arrow-uturn-left", follows=True), _("Letter returned")
    LETTER_RETURN_DROPPED = "letter.return_dropped", Telling(follows=True), _("The letter is not returned")
    PASSED_DOWN = "letter.passed_down", Telling("arrow-right", words.PASSED_DOWN), _("Letter passed down")
    PASS_ACCEPTED = "letter.pass_accepted", Telling("check"), _("Letter accepted by the lower level")
    PASSED_ON = (
        "letter.passed_on",
        Telling("arrow-right", words.PASS_ANSWER),
        _("Letter passed on by the lower level"),
    )
    PASS_RETURNED = (
        "letter.pass_returned",
        Telling("arrow-uturn-left", words.PASS_ANSWER),
        _("Letter sent back by the lower level"),
    )
    FRAMING_FOUND = (
        "letter.framing_found",
        Telling("document-text", words.FRAMING),
        _("A finding of framing is on file"),
    )
    FRAMING_LIFTED = (
        "letter.framing_lifted",
        Telling("document-text", words.FRAMING),
        _("A finding of framing was lifted"),
    )
    RESULT_TOLD = "letter.result_told", _("Reporter told of the result")
    OBJECTION_RECORDED = "letter.objection_recorded", _("Objection of the reporter recorded")
    EVIDENCE_CHECKED = "letter.evidence_checked", _("New evidence of the reporter checked")
    EVIDENCE_OFFERED = "clue.evidence_offered", _("New evidence of the reporter to be checked")
    INTERCESSION_REPORTED = "intercession.reported", _("Intercession reported")
    UPWARD_NOTED = "upward.noted", _("Letter that is not entered noted")
    UPWARD_SENT = "upward.sent", _("Letter that is not entered sent on")
    CLUE_REGISTERED = "clue.registered", Telling("plus"), _("Clue registered")
    CLUE_PROPOSED = "clue.proposed", Telling("light-bulb", words.CHOSEN), _("Assignment proposed")
    CLUE_APPROVED = "clue.approved", Telling("check-badge", follows=True), _("Assignment approved")
    CLUE_REFUSED = "clue.refused", Telling(follows=True), _("Assignment refused")
    CLUE_PUSHED = "clue.pushed", Telling("arrow-right", words.GIVEN), _("Clue pushed to the unit")
    CLUE_SIGNED = "clue.signed", Telling("check"), _("Clue signed for")
    CLUE_RETURNED = (
        "clue.returned",
        Telling("arrow-uturn-left", words.RETURNED),
        _("Clue returned to case management"),
    )
    CLUE_ASSIGNED = "clue.assigned", Telling("user-group"), _("Handlers named")
    OPINION_SUBMITTED = (
        "clue.opinion_submitted",
        Telling("pencil-square", words.OPINION),
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
    FOLLOWED_UP = (
        "clue.followed_up",
        Telling("chat-bubble-left-right", words.FOLLOWED_UP),
        _("Told to the person, or clarified"),
    )
    HANDLER_REPLACED = "clue.handler_replaced", Telling("user-group"), _("Another handler named")
    RECUSED = "clue.recused", Telling("shield-check"), _("Recused from the clue")
    RECUSAL_ORDERED = "clue.recusal_ordered", Telling("shield-check"), _("Recusal ordered")
    HANDLER_LEFT = "clue.handler_left", Telling("user-group"), _("A handler is recused and has left the clue")
    UNATTENDED = (
        "clue.unattended",
        Telling("shield-check"),
        _("Nobody may act: everyone whose turn it is is recused"),
    )
    RESULT_RECORDED = "clue.result_recorded", Telling("document-text", words.RESULT), _("Result recorded")
    REPORT_SUBMITTED = "clue.report_submitted", Telling("document-text", words.REPORT), _("Report submitted")
    REPORT_APPROVED = "clue.report_approved", Telling("check-badge", follows=True), _("Report approved")
    REPORT_REFUSED = "clue.report_refused", Telling(follows=True), _("Report refused")
    CLUE_ANSWERED = "clue.answered", Telling("chat-bubble-left-right"), _("Result fed back")
    CLUE_RECLASSIFIED = (
        "clue.reclassified",
        Telling("shield-check", words.RECLASSIFIED),
        _("Classification changed"),
    )
    CLUE_CONCLUDED = "clue.concluded", Telling("flag", follows=True), _("Clue concluded")
    MERGE_PROPOSED = "clue.merge_proposed", _("Merging proposed")
    MERGED = "clue.merged", Telling("link"), _("Merged into another clue")
    MERGE_REFUSED = "clue.merge_refused", _("Merging refused")
    UNMERGED = "clue.unmerged", Telling("link-slash"), _("Merging undone")
    SPLIT = "clue.split", Telling("scissors"), _("Another clue split off")
    ALLEGATION_ADDED = "clue.allegation_added", Telling("plus"), _("Allegation added")
    EXTENSION_ASKED = "clue.extension_asked", Telling("calendar", words.MOVED), _("Extension asked for")
    EXTENDED = "clue.extended", Telling("calendar", follows=True), _("Extended")
    SUSPENSION_ASKED = "clue.suspension_asked", Telling("pause", words.MOVED), _("Suspension asked for")
    SUSPENDED = "clue.suspended", Telling("pause", follows=True), _("Suspended: time stands still")
    RESUMED = "clue.resumed", Telling("play", words.RESUMED), _("Resumed: time runs again")
    CONCLUSION_PROPOSED = (
        "clue.conclusion_proposed",
        Telling("light-bulb", words.MOVED),
        _("Conclusion proposed"),
    )
    STRIKING_PROPOSED = (
        "clue.striking_proposed",
        Telling("light-bulb", words.MOVED),
        _("Striking from the ledger proposed"),
    )
    STRUCK = "clue.struck", Telling("archive-box", follows=True), _("Struck from the ledger")
    CLUE_RECEIVED = "clue.received", Telling("plus"), _("Clue of a partner body received")
    TAKEN_ON = "clue.taken_on", Telling("check"), _("Clue of a partner body taken on")
    TRANSFER_PROPOSED = (
        "clue.transfer_proposed",
        Telling("light-bulb", words.MOVED),
        _("Transfer to another organ proposed"),
    )
    HANDED_OVER = "clue.handed_over", Telling("arrow-right", follows=True), _("Handed over to another organ")
    TRANSFER_ACCEPTED = "clue.transfer_accepted", Telling("check"), _("Signed for by the other organ")
    TRANSFER_CONFIRMED = "clue.transfer_confirmed", Telling("check"), _("Receipt of the other organ on file")
    TRANSFER_DECLINED = (
        "clue.transfer_declined",
        Telling("arrow-uturn-left", words.DECLINED),
        _("Returned by the other organ"),
    )
    OUTCOME_TOLD = (
        "clue.outcome_told",
        Telling("chat-bubble-left-right"),
        _("The other organ told the outcome"),
    )
    REPORTED_UPWARD = "clue.reported_upward", Telling("arrow-up"), _("Reported upward")
    MOTION_DROPPED = "clue.motion_dropped", Telling(follows=True), _("What was proposed is not carried out")
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
    INQUIRY_ISSUED = "clue.inquiry_issued", Telling("envelope"), _("Letter of inquiry issued")
    INQUIRY_ANSWERED = (
        "clue.inquiry_answered",
        Telling("chat-bubble-left-right"),
        _("Letter of inquiry answered"),
    )
    STAGE_DONE = "clue.stage_done", Telling("check"), _("A stage of the disposal was done")
    STOCK_ASKED = "stock.asked", _("Stock-taking asked for")
    STOCK_COUNTED = "stock.counted", _("Stock counted")
    STOCK_SETTLED = "stock.settled", _("Difference settled")
    BULLETIN_DRAWN = "bulletin.drawn", _("Periodic bulletin drawn up")
    BULLETIN_SENT = "bulletin.sent", _("Periodic bulletin sent")
    BULLETIN_SIGNED = "bulletin.signed", _("Periodic bulletin signed for")
    RELATED_FOUND = "related.found", Telling(aside=True), _("A related matter exists at another unit")
    OPENING_ASKED = "related.opening_asked", Telling(aside=True), _("Opening of a related matter asked for")
    OPENING_GRANTED = "related.opening_granted", Telling(aside=True), _("Opening of a related matter granted")
    OPENING_REFUSED = "related.opening_refused", Telling(aside=True), _("Opening of a related matter refused")
