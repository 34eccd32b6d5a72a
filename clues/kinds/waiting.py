"""What waits for somebody because of what happened to letters and clues."""

from django.utils.translation import gettext_lazy as _

from hub.duties.kinds import duty_kind

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
