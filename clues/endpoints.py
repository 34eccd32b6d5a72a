from django.urls import path, register_converter

from clues.bulletins.api import BulletinDetail, BulletinLines, Bulletins
from clues.corrections.api import CorrectionDetail
from clues.custody.api import HandOvers
from clues.finding.api import Searches
from clues.imports.api import (
    LetterImportCancel,
    LetterImportDetail,
    LetterImportQuarantine,
    LetterImportResume,
    LetterImports,
)
from clues.intake.steps import RECEIVE_CLUE
from clues.intercessions.api import IntercessionDetail
from clues.intercessions.steps import REPORT_INTERCESSION
from clues.letters.api import IdentityOpenings, IdentityRequestDetail, LetterAttachment, LetterAttachments
from clues.numbers import NumberConverter
from clues.overview.api.clue import ClueDetail, ClueHistory, ClueRoute, Clues
from clues.overview.api.letter import LetterDetail, Letters
from clues.overview.api.readers import (
    ClueExplanation,
    ClueLooks,
    ClueReaders,
    LetterExplanation,
    LetterLooks,
    LetterReaders,
)
from clues.overview.api.reference import CategoryList, ClueHandlers, LevelList, SourceList
from clues.overview.api.subject import ClueSubject
from clues.related.api import OpeningRequestDetail
from clues.reporters.api import EvidenceCheckDetail
from clues.sent_on.api import SentOnDetail
from clues.sent_on.steps import NOTE_UPWARD
from clues.steps import STEPS
from clues.stock.api import StockDetail, StockTakings
from clues.stock.steps import TAKE_STOCK
from clues.ways.api import DisposalWayList
from hub.rest.openapi import describe_converter
from hub.steps.routes import endpoints_of
from hub.steps.starts import start_door_of

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
    path("letters/<number:number>/attachments", LetterAttachments.as_view(), name="letter-attachments"),
    path(
        "letters/<number:number>/attachments/<int:attachment_id>",
        LetterAttachment.as_view(),
        name="letter-attachment",
    ),
    path(
        "letters/<number:number>/identity-openings",
        IdentityOpenings.as_view(),
        name="letter-identity-openings",
    ),
    path("identity-requests/<int:pk>", IdentityRequestDetail.as_view(), name="identity"),
    path("intercessions/<number:number>", IntercessionDetail.as_view(), name="intercession"),
    path("bulletins", Bulletins.as_view(), name="bulletins"),
    path("bulletins/<number:number>", BulletinDetail.as_view(), name="bulletin"),
    path("bulletins/<number:number>/lines", BulletinLines.as_view(), name="bulletin-lines"),
    path("sent-on/<number:number>", SentOnDetail.as_view(), name="sent-on"),
    path("evidence-checks/<int:pk>", EvidenceCheckDetail.as_view(), name="evidence"),
    path("clues", Clues.as_view(), name="clues"),
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
    path("opening-requests/<int:pk>", OpeningRequestDetail.as_view(), name="opening"),
    path("clues/<number:number>/subject", ClueSubject.as_view(), name="clue-subject"),
    path("corrections/<int:pk>", CorrectionDetail.as_view(), name="correction"),
    path("custody", HandOvers.as_view(), name="custody"),
    path("stock-takings/<number:number>", StockDetail.as_view(), name="stock"),
    path("categories", CategoryList.as_view(), name="categories"),
    path("disposal-ways", DisposalWayList.as_view(), name="disposal-ways"),
    path("levels", LevelList.as_view(), name="levels"),
    path("sources", SourceList.as_view(), name="sources"),
    path("stock-takings", start_door_of(TAKE_STOCK, StockTakings).as_view(), name="stock-takings"),
    path("sent-on", start_door_of(NOTE_UPWARD).as_view(), name="sent-on-letters"),
    path("referrals", start_door_of(RECEIVE_CLUE).as_view(), name="referrals"),
    path(
        "matters/<number:number>/intercessions",
        start_door_of(REPORT_INTERCESSION).as_view(),
        name="intercessions",
    ),
    *endpoints_of(STEPS),
]
