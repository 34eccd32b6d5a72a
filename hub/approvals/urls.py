from django.urls import path

from hub.approvals.steps import ASIDE, MOVES
from hub.approvals.views import absences
from hub.approvals.views.batch import Batch
from hub.approvals.views.moves import MovePage
from hub.approvals.views.printing import Print
from hub.approvals.views.sheet import Sheet
from hub.steps.routes import pages_of

app_name = "approvals"
urlpatterns = [
    path("batch/", Batch.as_view(), name="batch"),
    path("absences/", absences.Absences.as_view(), name="absences"),
    path("absences/<int:absence_id>/end/", absences.EndAbsence.as_view(), name="absence-end"),
    path("<int:pk>/", Sheet.as_view(), name="sheet"),
    path("<int:pk>/print/", Print.as_view(), name="print"),
    *pages_of([*MOVES, *ASIDE], MovePage),
]
