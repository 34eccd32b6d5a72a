"""What can happen to letters and clues, what waits for somebody because of it, what they are opened for."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.access.purposes import grant_purposes
from hub.duties.kinds import duty_kind
from hub.events.kinds import event_kinds


@event_kinds
class Kind(models.TextChoices):
    LETTER_REGISTERED = "letter.registered", _("Letter registered")
    LETTER_REPEATED = "letter.repeated", _("Repeat of a letter registered")
    LETTER_APART = "letter.apart", _("Letter kept apart")
    LETTER_TRANSFERRED = "letter.transferred", _("Letter passed to case management")
    ATTACHMENT_ADDED = "letter.attachment_added", _("Attachment added")
    IDENTITY_ASKED = "letter.identity_asked", _("Opening of the reporter's identity asked for")
    IDENTITY_GRANTED = "letter.identity_granted", _("Opening of the reporter's identity granted")
    IDENTITY_REFUSED = "letter.identity_refused", _("Opening of the reporter's identity refused")
    IDENTITY_OPENED = "letter.identity_opened", _("Reporter's identity opened")
    LETTER_ANSWERED = "letter.answered", _("Result of the letter fed back")
    SIGNATURE_CHECKED = "letter.signature_checked", _("Real name checked")
    ACCEPTANCE_TOLD = "letter.acceptance_told", _("Reporter told of acceptance")
    RETURN_TOLD = "letter.return_told", _("Reporter told of the return")
    LETTER_RETURN_PROPOSED = "letter.return_proposed", _("Return of the letter proposed")
    LETTER_RETURNED = "letter.returned", _("Letter returned")
    LETTER_RETURN_DROPPED = "letter.return_dropped", _("The letter is not returned")
    PASSED_DOWN = "letter.passed_down", _("Letter passed down")
    PASS_ACCEPTED = "letter.pass_accepted", _("Letter accepted by the lower level")
    PASSED_ON = "letter.passed_on", _("Letter passed on by the lower level")
    PASS_RETURNED = "letter.pass_returned", _("Letter sent back by the lower level")
    FRAMING_FOUND = "letter.framing_found", _("A finding of framing is on file")
    FRAMING_LIFTED = "letter.framing_lifted", _("A finding of framing was lifted")
    RESULT_TOLD = "letter.result_told", _("Reporter told of the result")
    OBJECTION_RECORDED = "letter.objection_recorded", _("Objection of the reporter recorded")
    EVIDENCE_CHECKED = "letter.evidence_checked", _("New evidence of the reporter checked")
    EVIDENCE_OFFERED = "clue.evidence_offered", _("New evidence of the reporter to be checked")
    INTERCESSION_REPORTED = "intercession.reported", _("Intercession reported")
    UPWARD_NOTED = "upward.noted", _("Letter that is not entered noted")
    UPWARD_SENT = "upward.sent", _("Letter that is not entered sent on")
    CLUE_REGISTERED = "clue.registered", _("Clue registered")
    CLUE_PROPOSED = "clue.proposed", _("Assignment proposed")
    CLUE_APPROVED = "clue.approved", _("Assignment approved")
    CLUE_REFUSED = "clue.refused", _("Assignment refused")
    CLUE_PUSHED = "clue.pushed", _("Clue pushed to the unit")
    CLUE_SIGNED = "clue.signed", _("Clue signed for")
    CLUE_RETURNED = "clue.returned", _("Clue returned to case management")
    CLUE_ASSIGNED = "clue.assigned", _("Handlers named")
    OPINION_SUBMITTED = "clue.opinion_submitted", _("Disposal opinion submitted")
    OPINION_APPROVED = "clue.opinion_approved", _("Disposal opinion approved")
    OPINION_REFUSED = "clue.opinion_refused", _("Disposal opinion refused")
    CLUE_HELD = "clue.held", _("Clue held")
    HELD_AGAIN = "clue.held_again", _("Looked at again and held further")
    REVIEW_DUE = "clue.review_due", _("A held clue is to be looked at again")
    TAKEN_UP = "clue.taken_up", _("Held clue taken up")
    ENDING_APPROVED = "clue.ending_approved", _("Conclusion without further work approved")
    FOLLOWED_UP = "clue.followed_up", _("Told to the person, or clarified")
    HANDLER_REPLACED = "clue.handler_replaced", _("Another handler named")
    RECUSED = "clue.recused", _("Recused from the clue")
    RECUSAL_ORDERED = "clue.recusal_ordered", _("Recusal ordered")
    HANDLER_LEFT = "clue.handler_left", _("A handler is recused and has left the clue")
    UNATTENDED = "clue.unattended", _("Nobody may act: everyone whose turn it is is recused")
    RESULT_RECORDED = "clue.result_recorded", _("Result recorded")
    REPORT_SUBMITTED = "clue.report_submitted", _("Report submitted")
    REPORT_APPROVED = "clue.report_approved", _("Report approved")
    REPORT_REFUSED = "clue.report_refused", _("Report refused")
    CLUE_ANSWERED = "clue.answered", _("Result fed back")
    CLUE_RECLASSIFIED = "clue.reclassified", _("Classification changed")
    CLUE_CONCLUDED = "clue.concluded", _("Clue concluded")
    MERGE_PROPOSED = "clue.merge_proposed", _("Merging proposed")
    MERGED = "clue.merged", _("Merged into another clue")
    MERGE_REFUSED = "clue.merge_refused", _("Merging refused")
    UNMERGED = "clue.unmerged", _("Merging undone")
    SPLIT = "clue.split", _("Another clue split off")
    ALLEGATION_ADDED = "clue.allegation_added", _("Allegation added")
    EXTENSION_ASKED = "clue.extension_asked", _("Extension asked for")
    EXTENDED = "clue.extended", _("Extended")
    SUSPENSION_ASKED = "clue.suspension_asked", _("Suspension asked for")
    SUSPENDED = "clue.suspended", _("Suspended: time stands still")
    RESUMED = "clue.resumed", _("Resumed: time runs again")
    CONCLUSION_PROPOSED = "clue.conclusion_proposed", _("Conclusion proposed")
    STRIKING_PROPOSED = "clue.striking_proposed", _("Striking from the ledger proposed")
    STRUCK = "clue.struck", _("Struck from the ledger")
    CLUE_RECEIVED = "clue.received", _("Clue of a partner body received")
    TAKEN_ON = "clue.taken_on", _("Clue of a partner body taken on")
    TRANSFER_PROPOSED = "clue.transfer_proposed", _("Transfer to another organ proposed")
    HANDED_OVER = "clue.handed_over", _("Handed over to another organ")
    TRANSFER_ACCEPTED = "clue.transfer_accepted", _("Signed for by the other organ")
    TRANSFER_CONFIRMED = "clue.transfer_confirmed", _("Receipt of the other organ on file")
    TRANSFER_DECLINED = "clue.transfer_declined", _("Returned by the other organ")
    OUTCOME_TOLD = "clue.outcome_told", _("The other organ told the outcome")
    REPORTED_UPWARD = "clue.reported_upward", _("Reported upward")
    MOTION_DROPPED = "clue.motion_dropped", _("What was proposed is not carried out")
    CORRECTION_ASKED = "subject.correction_asked", _("Correction of the subject's data asked for")
    SUBJECT_CORRECTED = "subject.corrected", _("Data about the subject corrected")
    CORRECTION_REFUSED = "subject.correction_refused", _("Data about the subject checked and found right")
    CORRECTION_TOLD = "subject.correction_told", _("Data about the subject that you had seen were wrong")
    INQUIRY_ISSUED = "clue.inquiry_issued", _("Letter of inquiry issued")
    INQUIRY_ANSWERED = "clue.inquiry_answered", _("Letter of inquiry answered")
    STAGE_DONE = "clue.stage_done", _("A stage of the disposal was done")
    STOCK_ASKED = "stock.asked", _("Stock-taking asked for")
    STOCK_COUNTED = "stock.counted", _("Stock counted")
    STOCK_SETTLED = "stock.settled", _("Difference settled")
    BULLETIN_DRAWN = "bulletin.drawn", _("Periodic bulletin drawn up")
    BULLETIN_SENT = "bulletin.sent", _("Periodic bulletin sent")
    BULLETIN_SIGNED = "bulletin.signed", _("Periodic bulletin signed for")
    # Told by notices and to the auditor, never in the history of a clue: see EntryQuerySet.steps.
    RELATED_FOUND = "related.found", _("A related matter exists at another unit")
    OPENING_ASKED = "related.opening_asked", _("Opening of a related matter asked for")
    OPENING_GRANTED = "related.opening_granted", _("Opening of a related matter granted")
    OPENING_REFUSED = "related.opening_refused", _("Opening of a related matter refused")


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


PROPOSE = duty_kind(
    "clue.propose", _("Propose the unit in charge"), _("A clue was registered"), "clue.propose"
)
PUSH = duty_kind("clue.push", _("Push to the unit"), _("The assignment was approved"), "clue.push")
SIGN_FOR = duty_kind("clue.sign", _("Sign for or return"), _("A clue was pushed to your unit"), "clue.sign")
ASSIGN = duty_kind("clue.assign", _("Name two handlers"), _("Your unit signed for a clue"), "clue.assign")
REPLACE = duty_kind(
    "clue.replace_handler",
    _("Name another handler"),
    _("A handler of the clue is recused"),
    "clue.replace_handler",
)
UNATTENDED = duty_kind(
    "clue.unattended",
    _("See who can act instead"),
    _("Everyone whose turn it is is recused"),
    "recusal.nobody",
)
OPINION = duty_kind(
    "clue.opinion", _("Submit the disposal opinion"), _("You handle this clue"), "clue.disposal_opinion"
)
RESULT = duty_kind("clue.result", _("Record the result"), _("The disposal opinion was approved"))
FEED_BACK = duty_kind("clue.feedback", _("Feed the result back"), _("A result was recorded"), "clue.feedback")
CONCLUDE = duty_kind("clue.conclude", _("Conclude"), _("The result was fed back"), "clue.conclude")
REVIEW_HOLD = duty_kind(
    "clue.review_hold",
    _("Look at the held clue again"),
    _("It has been held for half a year"),
    "clue.recheck",
)
FOLLOW_UP = duty_kind(
    "clue.follow_up",
    _("Tell the person or clarify, and note it"),
    _("The clue came to nothing"),
    "clue.follow_up",
)
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
ANSWER_PASS = duty_kind(
    "letter.passed_down",
    _("Accept the letter, pass it on or send it back"),
    _("A letter was passed down to your unit"),
    "report.lower_level",
)
TELL_RESULT = duty_kind(
    "report.result",
    _("Tell the reporter the result"),
    _("What they reported is concluded"),
    "report.result_notice",
)
ANSWER_IDENTITY = duty_kind(
    "identity.answer",
    _("Agree to the opening of an identity, or refuse"),
    _("You are asked by name"),
    "identity.answer",
    page="clues:identity-answer",
)
SEND_ON = duty_kind(
    "upward.send", _("Send the letter on and note it"), _("A letter came that is not entered here")
)
CHECK_EVIDENCE = duty_kind(
    "report.evidence",
    _("Check new evidence"),
    _("The reporter objects to the result with new evidence"),
    "report.evidence",
    page="clues:evidence-check",
)
ANSWER_OPENING = duty_kind(
    "related.answer",
    _("Answer a request for a related matter"),
    _("Another unit asks you to open a clue about the same subject"),
    "related.answer",
    page="clues:opening-answer",
)
ANSWER_CORRECTION = duty_kind(
    "subject.correct",
    _("Check data about the subject and put them right"),
    _("Somebody says that data about the subject are wrong"),
    "subject.correction",
    page="clues:correction",
)
DECIDE = duty_kind(
    "clue.decide",
    _("Handle, forward, split or return"),
    _("A partner body passed on a clue"),
    "partner.clue_forward",
)
CONFIRM_RECEIPT = duty_kind(
    "clue.receipt",
    _("Enter the receipt of the other organ"),
    _("The clue goes to an organ outside"),
    "clue.receipt",
)
ASK_OUTCOME = duty_kind(
    "clue.outcome",
    _("Ask the other organ for the outcome, and note it"),
    _("An organ outside has the clue"),
    "transfer.outcome",
)
REPORT_UPWARD = duty_kind(
    "clue.report_upward",
    _("Report the clue upward"),
    _("It is about somebody whose clues are reported upward"),
    "clue.report_upward",
)
COUNT_STOCK = duty_kind(
    "stock.count",
    _("Count the clues your unit has"),
    _("Case management takes stock"),
    "stock.count",
)
SETTLE_STOCK = duty_kind(
    "stock.settle",
    _("Settle the differences"),
    _("A unit's count differs from the ledger"),
    "stock.settle",
)
STAGE = duty_kind(
    "clue.stage",
    _("See to the stage that is due, and note it"),
    _("The way of disposal asks for it"),
    page="clues:clue-stage",
)
SEND_BULLETIN = duty_kind(
    "bulletin.send", _("Look through the bulletin and send it"), _("A period has ended"), "bulletin.send"
)
SIGN_BULLETIN = duty_kind(
    "bulletin.sign",
    _("Sign for the bulletin"),
    _("An office tells yours what there was"),
    "bulletin.sign",
)
