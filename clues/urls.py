from django.urls import path
from django.utils.translation import gettext_lazy as _

from clues.actions.import_files import cancel_import, resume_import
from clues.steps import STARTS, STEPS
from clues.views import (
    bulletins,
    clues,
    finding,
    identities,
    imports,
    inquiries,
    intercessions,
    letters,
    lists,
    stock,
    subjects,
    upward,
)
from hub.steps.routes import pages_of
from hub.steps.starts import start_pages_of

app_name = "clues"
urlpatterns = [
    *start_pages_of(STARTS),
    path("letters/", lists.LetterList.as_view(), name="letter-list"),
    path("letters/register/", letters.LetterRegister.as_view(), name="letter-register"),
    path("letters/candidates/", letters.SubjectCandidates.as_view(), name="letter-candidates"),
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
    path("letters/<slug:number>/", letters.LetterDetail.as_view(), name="letter-detail"),
    path("letters/<slug:number>/readers/", letters.LetterReaders.as_view(), name="letter-readers"),
    path("letters/<slug:number>/looks/", letters.LetterLooks.as_view(), name="letter-looks"),
    path("letters/<slug:number>/files/", letters.LetterFiles.as_view(), name="letter-files"),
    path("letters/<slug:number>/files/<int:pk>/", letters.LetterFile.as_view(), name="letter-file"),
    path("letters/<slug:number>/reporter/", identities.LetterReporter.as_view(), name="letter-reporter"),
    path("intercessions/", intercessions.IntercessionList.as_view(), name="intercession-list"),
    path("intercessions/<slug:number>/", intercessions.IntercessionDetail.as_view(), name="intercession"),
    path("find/", finding.Find.as_view(), name="find"),
    path("bulletins/", bulletins.BulletinList.as_view(), name="bulletin-list"),
    path("bulletins/<slug:number>/", bulletins.BulletinPage.as_view(), name="bulletin"),
    path("sent-on/", upward.SentOnList.as_view(), name="sent-on-list"),
    path("sent-on/<slug:number>/", upward.SentOnDetail.as_view(), name="sent-on"),
    path("custody/", stock.CustodyLedger.as_view(), name="custody-list"),
    path("custody/ledger.csv", stock.CustodyFile.as_view(), name="custody-file"),
    path("stock-takings/", stock.StockList.as_view(), name="stock-list"),
    path("stock-takings/<slug:number>/", stock.StockPage.as_view(), name="stock-taking"),
    path("clues/", lists.ClueList.as_view(), name="clue-list"),
    path("clues/<slug:number>/", clues.ClueDetail.as_view(), name="clue-detail"),
    path("clues/<slug:number>/changed/", clues.ClueChanged.as_view(), name="clue-changed"),
    path("clues/<slug:number>/readers/", clues.ClueReaders.as_view(), name="clue-readers"),
    path("clues/<slug:number>/subject/", subjects.ClueSubject.as_view(), name="clue-subject"),
    path("inquiries/<int:pk>/print/", inquiries.PrintInquiry.as_view(), name="inquiry-print"),
    path("corrections/<int:pk>/", subjects.CorrectionPage.as_view(), name="correction"),
    path("clues/<slug:number>/looks/", clues.ClueLooks.as_view(), name="clue-looks"),
    *pages_of(STEPS),
]
