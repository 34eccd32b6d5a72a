from django.urls import path

from hub.approvals.api import absences
from hub.approvals.api.doors import ApprovalDoor
from hub.approvals.api.views import ApprovalDetail
from hub.approvals.steps import STEPS
from hub.steps.routes import endpoints_of

app_name = "approvals-api"
urlpatterns = [
    path("approvals/<int:approval_id>", ApprovalDetail.as_view(), name="approval"),
    *endpoints_of(STEPS, ApprovalDoor),
    path("absences", absences.Absences.as_view(), name="absences"),
    path("absences/<int:absence_id>/ends", absences.EndAbsence.as_view(), name="end-absence"),
]
