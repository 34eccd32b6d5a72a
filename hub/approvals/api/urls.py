from django.urls import path

from hub.approvals.api import absences
from hub.approvals.api.decisions import MOVES
from hub.approvals.api.views import ApprovalDetail

app_name = "approvals-api"
urlpatterns = [
    path("approvals/<int:approval_id>", ApprovalDetail.as_view(), name="approval"),
    *(path(f"approvals/<int:approval_id>/{m.address}", m.as_view(), name=m.move) for m in MOVES),
    path("absences", absences.Absences.as_view(), name="absences"),
    path("absences/<int:absence_id>/ends", absences.EndAbsence.as_view(), name="end-absence"),
]
