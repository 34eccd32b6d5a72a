"""The steps of all capabilities, those of each kind of row together, for the addresses."""

from clues.allegations import steps as allegations
from clues.bulletins import steps as bulletins
from clues.classifying import steps as classifying
from clues.closing import steps as closing
from clues.corrections import steps as corrections
from clues.custody import steps as custody
from clues.disposal import steps as disposal
from clues.inquiries import steps as inquiries
from clues.intake import steps as letters
from clues.intake.steps import RECEIVE_CLUE, TAKE_ON
from clues.intercessions.steps import REPORT_INTERCESSION
from clues.letter_ways.steps import LETTER_WAYS
from clues.letters import steps as identities
from clues.merging import steps as merging
from clues.recusing import steps as recusing
from clues.related import steps as related
from clues.reporters import steps as reporters
from clues.reporting import steps as reporting
from clues.routing import steps as routing
from clues.sent_on import steps as sent_on
from clues.sent_on.steps import NOTE_UPWARD
from clues.stock import steps as stock
from clues.stock.steps import TAKE_STOCK
from clues.timing import steps as timing
from clues.transfers.steps import (
    ACCEPT_TRANSFER,
    CONFIRM_RECEIPT,
    DECLINE_TRANSFER,
    NOTE_OUTCOME,
    RETURN_TO_SENDER,
    TRANSFER,
)
from clues.ways import steps as ways

CLUE_STEPS = [
    routing.PROPOSE,
    routing.REVISE_PROPOSAL,
    custody.PUSH,
    custody.SIGN,
    custody.RETURN,
    custody.ASSIGN,
    disposal.SUBMIT_OPINION,
    disposal.REVISE_OPINION,
    disposal.TAKE_UP,
    disposal.HOLD,
    disposal.RECORD_RESULT,
    disposal.REVISE_REPORT,
    disposal.FEED_BACK,
    closing.FOLLOW_UP,
    timing.EXTEND,
    timing.SUSPEND,
    timing.RESUME,
    closing.CONCLUDE,
    closing.STRIKE,
    merging.SPLIT,
    merging.MERGE,
    merging.UNMERGE,
    TAKE_ON,
    RETURN_TO_SENDER,
    TRANSFER,
    ACCEPT_TRANSFER,
    CONFIRM_RECEIPT,
    DECLINE_TRANSFER,
    NOTE_OUTCOME,
    recusing.REPLACE_HANDLER,
    recusing.ORDER_RECUSAL,
    recusing.RECUSE,
    classifying.RECLASSIFY,
    reporting.NOTE_REPORT,
    allegations.ADD_ALLEGATION,
    ways.NOTE_STAGE,
    inquiries.ISSUE_INQUIRY,
    inquiries.ANSWER_INQUIRY,
    related.ASK_TO_OPEN,
    corrections.ASK_FOR_CORRECTION,
]
LETTER_STEPS = [*reporters.REPORTER_STEPS, *LETTER_WAYS, letters.DRAW_CLUE, identities.ASK_FOR_IDENTITY]
OTHER_STEPS = [
    identities.ANSWER_FOR_IDENTITY,
    related.ANSWER_OPENING,
    reporters.ANSWER_EVIDENCE,
    corrections.ANSWER_CORRECTION,
    stock.COUNT_STOCK,
    stock.SETTLE_STOCK,
    bulletins.SEND_BULLETIN,
    bulletins.SIGN_BULLETIN,
    sent_on.NOTE_SENT,
]
STEPS = [*CLUE_STEPS, *LETTER_STEPS, *OTHER_STEPS]
STARTS = [TAKE_STOCK, NOTE_UPWARD, REPORT_INTERCESSION, RECEIVE_CLUE]
