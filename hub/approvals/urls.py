from django.urls import path

from hub.approvals.views import absences, moves
from hub.approvals.views.batch import Batch
from hub.approvals.views.printing import Print
from hub.approvals.views.sheet import Sheet

app_name = "approvals"
urlpatterns = [
    path("batch/", Batch.as_view(), name="batch"),
    path("absences/", absences.Absences.as_view(), name="absences"),
    path("absences/<int:absence_id>/end/", absences.EndAbsence.as_view(), name="absence-end"),
    path("<int:pk>/", Sheet.as_view(), name="sheet"),
    path("<int:pk>/print/", Print.as_view(), name="print"),
    *(path(f"<int:pk>/{m.slug}/", moves.MoveView.as_view(move=m), name=m.slug) for m in moves.MOVES),
    path("<int:pk>/mark-read/", moves.MarkRead.as_view(move=moves.READ), name="mark-read"),
    path(
        "<int:pk>/steps/<int:step_id>/remove/",
        moves.RemoveSigner.as_view(move=moves.REMOVE),
        name="remove-signer",
    ),
    path(
        "<int:pk>/questions/<int:question_id>/answer/",
        moves.Answer.as_view(move=moves.ANSWER),
        name="answer",
    ),
]
