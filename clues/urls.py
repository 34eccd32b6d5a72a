from django.urls import path
from django.utils.translation import gettext_lazy as _

from clues.bulletins import pages as bulletins
from clues.corrections.pages import CorrectionPage
from clues.custody.pages import CustodyFile, CustodyLedger
from clues.finding import pages as finding
from clues.imports import pages as imports
from clues.imports.actions.files import cancel_import, resume_import
from clues.inquiries import pages as inquiries
from clues.intercessions import pages as intercessions
from clues.letters import pages as identities
from clues.letters.pages import LetterFile, LetterFiles, LetterRegister
from clues.overview.pages import clue as clues
from clues.overview.pages import lists
from clues.overview.pages.candidates import SubjectCandidates
from clues.overview.pages.letter import LetterDetail, LetterLooks, LetterReaders
from clues.overview.pages.subject import ClueSubject
from clues.sent_on import pages as upward
from clues.steps import STARTS, STEPS
from clues.stock.pages import StockList, StockPage
from hub.steps.routes import pages_of
from hub.steps.starts import start_pages_of

app_name = "clues"
urlpatterns = [
    *start_pages_of(STARTS),
    path("letters/", lists.LetterList.as_view(), name="letter-list"),
    path("letters/register/", LetterRegister.as_view(), name="letter-register"),
    path("letters/candidates/", SubjectCandidates.as_view(), name="letter-candidates"),
    path("letters/imports/", imports.ImportList.as_view(), name="letter-import-list"),
    path("letters/imports/new/", imports.ImportUpload.as_view(), name="letter-import-upload"),
    path("letters/imports/<int:pk>/", imports.ImportDetail.as_view(), name="letter-import-detail"),
    path("letters/imports/<int:pk>/columns/", imports.ImportMapping.as_view(), name="letter-import-mapping"),
    path(
        "letters/imports/<int:pk>/progress/", imports.ImportProgress.as_view(), name="letter-import-progress"
    ),
    path(
        "letters/imports/<int:pk>/cancel/",
        imports.ImportStep.as_view(action=cancel_import, done=_("The file is stopped.")),
        name="letter-import-cancel",
    ),
    path(
        "letters/imports/<int:pk>/resume/",
        imports.ImportStep.as_view(action=resume_import, done=_("The file is gone on with.")),
        name="letter-import-resume",
    ),
    path(
        "letters/imports/<int:pk>/quarantine.csv",
        imports.ImportQuarantine.as_view(),
        name="letter-import-quarantine",
    ),
    path("letters/<slug:number>/", LetterDetail.as_view(), name="letter-detail"),
    path("letters/<slug:number>/readers/", LetterReaders.as_view(), name="letter-readers"),
    path("letters/<slug:number>/looks/", LetterLooks.as_view(), name="letter-looks"),
    path("letters/<slug:number>/files/", LetterFiles.as_view(), name="letter-files"),
    path("letters/<slug:number>/files/<int:pk>/", LetterFile.as_view(), name="letter-file"),
    path("letters/<slug:number>/reporter/", identities.LetterReporter.as_view(), name="letter-reporter"),
    path("intercessions/", intercessions.IntercessionList.as_view(), name="intercession-list"),
    path("intercessions/<slug:number>/", intercessions.IntercessionDetail.as_view(), name="intercession"),
    path("find/", finding.Find.as_view(), name="find"),
    path("bulletins/", bulletins.BulletinList.as_view(), name="bulletin-list"),
    path("bulletins/<slug:number>/", bulletins.BulletinPage.as_view(), name="bulletin"),
    path("sent-on/", upward.SentOnList.as_view(), name="sent-on-list"),
    path("sent-on/<slug:number>/", upward.SentOnDetail.as_view(), name="sent-on"),
    path("custody/", CustodyLedger.as_view(), name="custody-list"),
    path("custody/ledger.csv", CustodyFile.as_view(), name="custody-file"),
    path("stock-takings/", StockList.as_view(), name="stock-list"),
    path("stock-takings/<slug:number>/", StockPage.as_view(), name="stock-taking"),
    path("clues/", lists.ClueList.as_view(), name="clue-list"),
    path("clues/<slug:number>/", clues.ClueDetail.as_view(), name="clue-detail"),
    path("clues/<slug:number>/changed/", clues.ClueChanged.as_view(), name="clue-changed"),
    path("clues/<slug:number>/readers/", clues.ClueReaders.as_view(), name="clue-readers"),
    path("clues/<slug:number>/subject/", ClueSubject.as_view(), name="clue-subject"),
    path("inquiries/<int:pk>/print/", inquiries.PrintInquiry.as_view(), name="inquiry-print"),
    path("corrections/<int:pk>/", CorrectionPage.as_view(), name="correction"),
    path("clues/<slug:number>/looks/", clues.ClueLooks.as_view(), name="clue-looks"),
    *pages_of(STEPS),
]
