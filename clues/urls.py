from django.urls import path
from django.utils.translation import gettext_lazy as _

from clues.actions.import_files import cancel_import, resume_import
from clues.steps import STEPS
from clues.steps.letters import LETTER_STEPS
from clues.views import (
    allegations,
    bulletins,
    classification,
    clues,
    finding,
    identities,
    imports,
    inquiries,
    intercessions,
    letters,
    lists,
    receiving,
    related,
    reporting,
    reports,
    stages,
    stock,
    subjects,
    upward,
)

app_name = "clues"
urlpatterns = [
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
    path("letters/<slug:number>/reporter/ask/", identities.IdentityAsk.as_view(), name="letter-identity"),
    path("identities/<int:pk>/", identities.IdentityAnswer.as_view(), name="identity-answer"),
    path("letters/<slug:number>/draw/", letters.LetterDraw.as_view(), name="letter-draw"),
    *(
        path(
            f"letters/<slug:number>/{step.slug}/",
            reports.LetterStepView.as_view(step=step),
            name=f"letter-{step.slug}",
        )
        for step in LETTER_STEPS
    ),
    path("intercessions/", intercessions.IntercessionList.as_view(), name="intercession-list"),
    path(
        "intercessions/report/<slug:number>/",
        intercessions.IntercessionReport.as_view(),
        name="intercession-report",
    ),
    path("intercessions/<slug:number>/", intercessions.IntercessionDetail.as_view(), name="intercession"),
    path("find/", finding.Find.as_view(), name="find"),
    path("bulletins/", bulletins.BulletinList.as_view(), name="bulletin-list"),
    path("bulletins/<slug:number>/", bulletins.BulletinPage.as_view(), name="bulletin"),
    path("sent-on/", upward.SentOnList.as_view(), name="sent-on-list"),
    path("sent-on/note/", upward.UpwardNote.as_view(), name="sent-on-note"),
    path("sent-on/<slug:number>/", upward.SentOnDetail.as_view(), name="sent-on"),
    path("evidence/<int:pk>/", reports.EvidenceAnswer.as_view(), name="evidence-check"),
    path("custody/", stock.CustodyLedger.as_view(), name="custody-list"),
    path("custody/ledger.csv", stock.CustodyFile.as_view(), name="custody-file"),
    path("stock-takings/", stock.StockList.as_view(), name="stock-list"),
    path("stock-takings/new/", stock.StockOpen.as_view(), name="stock-open"),
    path("stock-takings/<slug:number>/", stock.StockPage.as_view(), name="stock-taking"),
    path("clues/", lists.ClueList.as_view(), name="clue-list"),
    path("clues/receive/", receiving.ClueReceive.as_view(), name="clue-receive"),
    path("clues/<slug:number>/", clues.ClueDetail.as_view(), name="clue-detail"),
    path("clues/<slug:number>/changed/", clues.ClueChanged.as_view(), name="clue-changed"),
    path("clues/<slug:number>/readers/", clues.ClueReaders.as_view(), name="clue-readers"),
    path(
        "clues/<slug:number>/classification/",
        classification.ClueReclassify.as_view(),
        name="clue-classification",
    ),
    path(
        "clues/<slug:number>/related/<slug:unit>/ask/", related.RelatedAsk.as_view(), name="clue-related-ask"
    ),
    path("clues/<slug:number>/report/", reporting.ClueReportView.as_view(), name="clue-report"),
    path("clues/<slug:number>/allegation/", allegations.AllegationAdd.as_view(), name="clue-allegation"),
    path("openings/<int:pk>/", related.OpeningAnswer.as_view(), name="opening-answer"),
    path("clues/<slug:number>/subject/", subjects.ClueSubject.as_view(), name="clue-subject"),
    path("clues/<slug:number>/subject/wrong/", subjects.CorrectionAsk.as_view(), name="correction-ask"),
    path("stages/<int:pk>/", stages.StagePage.as_view(), name="clue-stage"),
    path("clues/<slug:number>/inquiry/", inquiries.IssueInquiry.as_view(), name="clue-inquiry"),
    path("inquiries/<int:pk>/answer/", inquiries.AnswerInquiry.as_view(), name="inquiry-answer"),
    path("inquiries/<int:pk>/print/", inquiries.PrintInquiry.as_view(), name="inquiry-print"),
    path("corrections/<int:pk>/", subjects.CorrectionPage.as_view(), name="correction"),
    path("clues/<slug:number>/looks/", clues.ClueLooks.as_view(), name="clue-looks"),
    *(
        path(f"clues/<slug:number>/{step.slug}/", clues.StepView.as_view(step=step), name=f"clue-{step.slug}")
        for step in STEPS
    ),
]
