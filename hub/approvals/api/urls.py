from django.urls import path

from hub.approvals.api.views import ApprovalDetail, RejectApproval, ReturnApproval, SignApproval

app_name = "approvals-api"
urlpatterns = [
    path("approvals/<int:approval_id>", ApprovalDetail.as_view(), name="approval"),
    path("approvals/<int:approval_id>/signatures", SignApproval.as_view(), name="signatures"),
    path("approvals/<int:approval_id>/rejections", RejectApproval.as_view(), name="rejections"),
    path("approvals/<int:approval_id>/returns", ReturnApproval.as_view(), name="returns"),
]
