"""The models of the clue rooms, for Django, which looks for them here."""

from clues.allegations.models import Allegation
from clues.apart.models import ApartRule
from clues.bulletins.models import Bulletin, BulletinLine, BulletinRule
from clues.categories import Category
from clues.classifying.models import Reclassification
from clues.closing.models import FollowUp
from clues.clue.models.clues import Assignment, Clue, ClueGroupGrant, CluePersonGrant
from clues.clue.models.merging import Merge, Split
from clues.corrections.models import Correction, Recipient
from clues.custody.models import Custody
from clues.disposal.models import DisposalOpinion, DisposalResult, Hold
from clues.finding.models import NumberSought
from clues.imports.models import ImportedRow, LetterImport
from clues.inquiries.models import InquiryLetter
from clues.intake.models import Referral
from clues.intercessions.models import (
    Intercession,
    IntercessionGroupGrant,
    IntercessionParty,
    IntercessionPersonGrant,
)
from clues.letters.models.identities import IdentityOpening, IdentityRequest, ReporterIdentity
from clues.letters.models.letters import (
    Attachment,
    AttachmentBody,
    Letter,
    LetterGroupGrant,
    LetterPersonGrant,
)
from clues.letters.models.mentions import LetterKey, Mention
from clues.letters.models.ways import FramingFinding, LetterReturn, PassedDown
from clues.motions.models import Motion
from clues.numbers import NumberSeries
from clues.related.models import OpeningRequest, RelatedMatter
from clues.reporters.models import EvidenceCheck, Feedback, Objection, SignatureCheck, Telling
from clues.reporting.models import ClueReport, ReportingRule
from clues.routing.models import RoutingProposal, RoutingRule
from clues.sent_on.models import SentOn, SentOnGroupGrant, SentOnPersonGrant
from clues.stock.models import StockLine, StockTaking
from clues.subjects.models import Subject, SubjectIdentifier, SubjectKey, SubjectStanding, SubjectTie
from clues.timing.models import DueDate, Extension, ExtensionRule, Suspension
from clues.transfers.models import Transfer, TransferOutcome
from clues.ways.models import DisposalWay, Stage, WayChain, WayField, WayStage

__all__ = [
    "Allegation",
    "ApartRule",
    "Assignment",
    "Attachment",
    "AttachmentBody",
    "Bulletin",
    "BulletinLine",
    "BulletinRule",
    "Category",
    "Clue",
    "ClueGroupGrant",
    "CluePersonGrant",
    "ClueReport",
    "Correction",
    "Custody",
    "DisposalOpinion",
    "DisposalResult",
    "DisposalWay",
    "DueDate",
    "EvidenceCheck",
    "Extension",
    "ExtensionRule",
    "Feedback",
    "FollowUp",
    "FramingFinding",
    "Hold",
    "IdentityOpening",
    "IdentityRequest",
    "ImportedRow",
    "InquiryLetter",
    "Intercession",
    "IntercessionGroupGrant",
    "IntercessionParty",
    "IntercessionPersonGrant",
    "Letter",
    "LetterGroupGrant",
    "LetterImport",
    "LetterKey",
    "LetterPersonGrant",
    "LetterReturn",
    "Mention",
    "Merge",
    "Motion",
    "NumberSeries",
    "NumberSought",
    "Objection",
    "OpeningRequest",
    "PassedDown",
    "Recipient",
    "Reclassification",
    "Referral",
    "RelatedMatter",
    "ReporterIdentity",
    "ReportingRule",
    "RoutingProposal",
    "RoutingRule",
    "SentOn",
    "SentOnGroupGrant",
    "SentOnPersonGrant",
    "SignatureCheck",
    "Split",
    "Stage",
    "StockLine",
    "StockTaking",
    "Subject",
    "SubjectIdentifier",
    "SubjectKey",
    "SubjectStanding",
    "SubjectTie",
    "Suspension",
    "Telling",
    "Transfer",
    "TransferOutcome",
    "WayChain",
    "WayField",
    "WayStage",
]
