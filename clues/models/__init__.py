from clues.models.allegations import Allegation
from clues.models.apart import ApartRule
from clues.models.bulletins import Bulletin, BulletinLine, BulletinRule
from clues.models.categories import Category
from clues.models.classifying import Reclassification
from clues.models.closing import FollowUp
from clues.models.clues import Assignment, Clue, ClueGroupGrant, CluePersonGrant
from clues.models.corrections import Correction, Recipient
from clues.models.custody import Custody
from clues.models.disposal import DisposalOpinion, DisposalResult, Feedback, Hold
from clues.models.identities import IdentityOpening, IdentityRequest, ReporterIdentity
from clues.models.imports import ImportedRow, LetterImport
from clues.models.inquiries import InquiryLetter
from clues.models.intake import Referral
from clues.models.intercessions import (
    Intercession,
    IntercessionGroupGrant,
    IntercessionParty,
    IntercessionPersonGrant,
)
from clues.models.letter_ways import FramingFinding, LetterReturn, PassedDown
from clues.models.letters import Attachment, AttachmentBody, Letter, LetterGroupGrant, LetterPersonGrant
from clues.models.merging import Merge, Split
from clues.models.motions import Motion
from clues.models.numbers import NumberSeries
from clues.models.related import OpeningRequest, RelatedMatter
from clues.models.reporters import EvidenceCheck, Objection, SignatureCheck, Telling
from clues.models.reporting import ClueReport, ReportingRule
from clues.models.routing import RoutingProposal, RoutingRule
from clues.models.stock import StockLine, StockTaking
from clues.models.subjects import Subject, SubjectIdentifier, SubjectStanding, SubjectTie
from clues.models.timing import DueDate, Extension, ExtensionRule, Suspension
from clues.models.transfers import Transfer, TransferOutcome
from clues.models.upward import SentOn, SentOnGroupGrant, SentOnPersonGrant
from clues.models.ways import DisposalWay, Stage, WayChain, WayField, WayStage

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
    "LetterPersonGrant",
    "LetterReturn",
    "Merge",
    "Motion",
    "NumberSeries",
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
