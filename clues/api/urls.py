from django.urls import path, register_converter

from clues.api.allegations import Allegations
from clues.api.attachments import LetterAttachment, LetterAttachments
from clues.api.bulletins import (
    BulletinDetail,
    BulletinLines,
    BulletinReceipts,
    Bulletins,
    BulletinSendings,
)
from clues.api.classification import Reclassifications
from clues.api.clues import ClueDetail, ClueHistory, ClueRoute, Clues
from clues.api.corrections import ClueSubject, CorrectionAnswers, CorrectionDetail, Corrections
from clues.api.finding import Searches
from clues.api.identities import (
    IdentityAnswers,
    IdentityOpenings,
    IdentityRequestDetail,
    IdentityRequests,
)
from clues.api.imports import (
    LetterImportCancel,
    LetterImportDetail,
    LetterImportQuarantine,
    LetterImportResume,
    LetterImports,
)
from clues.api.inquiries import ClueInquiries, ClueInquiryAnswers
from clues.api.intercessions import IntercessionDetail, Intercessions
from clues.api.letter_ways import (
    FramingFindings,
    FramingLiftings,
    PassAcceptances,
    Passes,
    PassForwardings,
    PassReturns,
    ReturnNotices,
    ReturnProposals,
    ReturnRevisions,
)
from clues.api.letters import LetterClues, LetterDetail, Letters
from clues.api.numbers import NumberConverter
from clues.api.readers import (
    ClueExplanation,
    ClueLooks,
    ClueReaders,
    LetterExplanation,
    LetterLooks,
    LetterReaders,
)
from clues.api.reference import CategoryList, ClueHandlers, DisposalWayList, LevelList, SourceList
from clues.api.referrals import Referrals
from clues.api.related import OpeningAnswers, OpeningRequestDetail, OpeningRequests
from clues.api.reporting import ClueReports
from clues.api.reports import (
    AcceptanceNotices,
    EvidenceAnswers,
    EvidenceCheckDetail,
    Objections,
    ResultNotices,
    SignatureChecks,
)
from clues.api.stages import ClueStages
from clues.api.steps import STEPS
from clues.api.stock import HandOvers, StockCounts, StockDetail, StockSettlements, StockTakings
from clues.api.upward import SentOnDetail, SentOnLetters, SentOnNotes
from hub.rest.openapi import describe_converter

register_converter(NumberConverter, "number")
describe_converter("number", NumberConverter.regex)

app_name = "clues-api"
urlpatterns = [
    path("searches", Searches.as_view(), name="searches"),
    path("letters", Letters.as_view(), name="letters"),
    path("letter-imports", LetterImports.as_view(), name="letter-imports"),
    path("letter-imports/<int:import_id>", LetterImportDetail.as_view(), name="letter-import"),
    path(
        "letter-imports/<int:import_id>/cancellations",
        LetterImportCancel.as_view(),
        name="letter-import-cancel",
    ),
    path(
        "letter-imports/<int:import_id>/resumptions",
        LetterImportResume.as_view(),
        name="letter-import-resume",
    ),
    path(
        "letter-imports/<int:import_id>/quarantine.csv",
        LetterImportQuarantine.as_view(),
        name="letter-import-quarantine",
    ),
    path("letters/<number:number>", LetterDetail.as_view(), name="letter"),
    path("letters/<number:number>/clues", LetterClues.as_view(), name="letter-clues"),
    path("letters/<number:number>/attachments", LetterAttachments.as_view(), name="letter-attachments"),
    path(
        "letters/<number:number>/attachments/<int:attachment_id>",
        LetterAttachment.as_view(),
        name="letter-attachment",
    ),
    path(
        "letters/<number:number>/identity-requests",
        IdentityRequests.as_view(),
        name="letter-identity-requests",
    ),
    path(
        "letters/<number:number>/identity-openings",
        IdentityOpenings.as_view(),
        name="letter-identity-openings",
    ),
    path("identity-requests/<int:pk>", IdentityRequestDetail.as_view(), name="identity-request"),
    path("identity-requests/<int:pk>/answers", IdentityAnswers.as_view(), name="identity-answers"),
    path(
        "letters/<number:number>/signature-checks", SignatureChecks.as_view(), name="letter-signature-checks"
    ),
    path(
        "letters/<number:number>/acceptance-notices",
        AcceptanceNotices.as_view(),
        name="letter-acceptance-notices",
    ),
    path("letters/<number:number>/result-notices", ResultNotices.as_view(), name="letter-result-notices"),
    *(
        path(f"letters/<number:number>/{address}", door.as_view(), name=f"letter-{address}")
        for address, door in (
            ("return-notices", ReturnNotices),
            ("return-proposals", ReturnProposals),
            ("return-revisions", ReturnRevisions),
            ("passes", Passes),
            ("pass-acceptances", PassAcceptances),
            ("pass-forwardings", PassForwardings),
            ("pass-returns", PassReturns),
            ("framing-findings", FramingFindings),
            ("framing-liftings", FramingLiftings),
        )
    ),
    path("letters/<number:number>/objections", Objections.as_view(), name="letter-objections"),
    path("matters/<number:number>/intercessions", Intercessions.as_view(), name="intercessions"),
    path("intercessions/<number:number>", IntercessionDetail.as_view(), name="intercession"),
    path("bulletins", Bulletins.as_view(), name="bulletins"),
    path("bulletins/<number:number>", BulletinDetail.as_view(), name="bulletin"),
    path("bulletins/<number:number>/lines", BulletinLines.as_view(), name="bulletin-lines"),
    path("bulletins/<number:number>/sendings", BulletinSendings.as_view(), name="bulletin-sendings"),
    path("bulletins/<number:number>/receipts", BulletinReceipts.as_view(), name="bulletin-receipts"),
    path("sent-on", SentOnLetters.as_view(), name="sent-on-letters"),
    path("sent-on/<number:number>", SentOnDetail.as_view(), name="sent-on"),
    path("sent-on/<number:number>/notes", SentOnNotes.as_view(), name="sent-on-notes"),
    path("evidence-checks/<int:pk>", EvidenceCheckDetail.as_view(), name="evidence-check"),
    path("evidence-checks/<int:pk>/answers", EvidenceAnswers.as_view(), name="evidence-answers"),
    path("clues", Clues.as_view(), name="clues"),
    path("clues/<number:number>/upward-reports", ClueReports.as_view(), name="clue-reports"),
    path("clues/<number:number>/allegations", Allegations.as_view(), name="clue-allegations"),
    path(
        "clues/<number:number>/reclassifications", Reclassifications.as_view(), name="clue-reclassifications"
    ),
    path("referrals", Referrals.as_view(), name="referrals"),
    path("clues/<number:number>", ClueDetail.as_view(), name="clue"),
    path("clues/<number:number>/routing-proposal", ClueRoute.as_view(), name="clue-route"),
    path("clues/<number:number>/eligible-handlers", ClueHandlers.as_view(), name="clue-handlers"),
    path("clues/<number:number>/history", ClueHistory.as_view(), name="clue-history"),
    path("clues/<number:number>/readers", ClueReaders.as_view(), name="clue-readers"),
    path("letters/<number:number>/readers", LetterReaders.as_view(), name="letter-readers"),
    path("clues/<number:number>/looks", ClueLooks.as_view(), name="clue-looks"),
    path("letters/<number:number>/looks", LetterLooks.as_view(), name="letter-looks"),
    path("explain/clues/<number:number>", ClueExplanation.as_view(), name="clue-explanation"),
    path("explain/letters/<number:number>", LetterExplanation.as_view(), name="letter-explanation"),
    path("clues/<number:number>/opening-requests", OpeningRequests.as_view(), name="opening-requests"),
    path("opening-requests/<int:pk>", OpeningRequestDetail.as_view(), name="opening-request"),
    path("opening-requests/<int:pk>/answers", OpeningAnswers.as_view(), name="opening-answers"),
    path("clues/<number:number>/subject", ClueSubject.as_view(), name="clue-subject"),
    path("clues/<number:number>/corrections", Corrections.as_view(), name="corrections"),
    path("clues/<number:number>/inquiries", ClueInquiries.as_view(), name="clue-inquiries"),
    path("clues/<number:number>/inquiry-answers", ClueInquiryAnswers.as_view(), name="clue-inquiry-answers"),
    path("clues/<number:number>/stages", ClueStages.as_view(), name="clue-stages"),
    path("corrections/<int:pk>", CorrectionDetail.as_view(), name="correction"),
    path("corrections/<int:pk>/answers", CorrectionAnswers.as_view(), name="correction-answers"),
    path("custody", HandOvers.as_view(), name="custody"),
    path("stock-takings", StockTakings.as_view(), name="stock-takings"),
    path("stock-takings/<number:number>", StockDetail.as_view(), name="stock-taking"),
    path("stock-takings/<number:number>/counts", StockCounts.as_view(), name="stock-counts"),
    path("stock-takings/<number:number>/settlements", StockSettlements.as_view(), name="stock-settlements"),
    path("categories", CategoryList.as_view(), name="categories"),
    path("disposal-ways", DisposalWayList.as_view(), name="disposal-ways"),
    path("levels", LevelList.as_view(), name="levels"),
    path("sources", SourceList.as_view(), name="sources"),
    *(path(f"clues/<number:number>/{step.address}", step.as_view(), name=step.address) for step in STEPS),
]
