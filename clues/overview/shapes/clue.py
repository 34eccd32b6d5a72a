"""One clue with everything on it, as it looks from outside."""

from __future__ import annotations

from clues.allegations.shapes import AllegationShown
from clues.closing.shapes import FollowUpRow
from clues.clue.shapes import ClueFacts, HandlerRow, KinRow
from clues.custody.shapes import CustodyRow
from clues.disposal.shapes import HoldRow, OpinionRow, ResultRow
from clues.inquiries.shapes import InquiryShown
from clues.intake.shapes import ReferralRow
from clues.letter_ways.shapes import FramingRow
from clues.letters.shapes import LetterReference
from clues.motions.shapes import MotionRow
from clues.overview.shapes.rest import ApprovalReference
from clues.related.shapes import RelatedShown
from clues.reporters.shapes import FeedbackRow
from clues.reporting.shapes import ClueReportRow
from clues.routing.shapes import ProposalRow
from clues.subjects.shapes import SubjectShown
from clues.timing.shapes import DueDateRow, SuspensionRow
from clues.transfers.shapes import TransferOutcomeRow, TransferRow
from clues.ways.shapes import StageRow
from hub.approvals.api.shapes import Move


class ClueShown(ClueFacts):
    """``letters`` are those the caller may see too."""

    subject = SubjectShown()  # type: ignore[assignment]
    letters = LetterReference(many=True)
    allegations = AllegationShown(many=True)
    proposals = ProposalRow(many=True)
    custody = CustodyRow(many=True)
    handlers = HandlerRow(many=True)
    opinions = OpinionRow(many=True)
    results = ResultRow(many=True)
    holds = HoldRow(many=True)
    follow_ups = FollowUpRow(many=True)
    stages = StageRow(many=True)
    inquiries = InquiryShown(many=True)
    feedback = FeedbackRow(many=True)
    approvals = ApprovalReference(many=True)
    due_dates = DueDateRow(many=True)
    suspensions = SuspensionRow(many=True)
    motions = MotionRow(many=True)
    framing = FramingRow(many=True, help_text="Decisions on the letters it was drawn from.")
    referral = ReferralRow(allow_null=True, help_text="How a partner body passed it on.")
    report = ClueReportRow(allow_null=True, help_text="What is to be reported upward.")
    transfers = TransferRow(many=True)
    outcomes = TransferOutcomeRow(many=True)
    kin = KinRow(many=True)
    related = RelatedShown()
    transitions = Move(many=True)
