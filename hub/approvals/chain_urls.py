from django.urls import path

from hub.approvals.views import chains

app_name = "chains"
urlpatterns = [
    path("", chains.ChainList.as_view(), name="list"),
    path("draw/<str:code>/", chains.Draw.as_view(), name="draw"),
    path("<int:pk>/", chains.ChainDetail.as_view(), name="detail"),
    path("<int:pk>/name/", chains.Describe.as_view(), name="describe"),
    path("<int:pk>/steps/add/", chains.EditStep.as_view(), name="step-add"),
    path("<int:pk>/steps/<int:step_id>/", chains.EditStep.as_view(), name="step-edit"),
    path("<int:pk>/steps/<int:step_id>/remove/", chains.RemoveStep.as_view(), name="step-remove"),
    path("<int:pk>/dry-run/", chains.DryRun.as_view(), name="dry-run"),
    path("<int:pk>/release/", chains.Release.as_view(), name="release"),
    path("<int:pk>/discard/", chains.Discard.as_view(), name="discard"),
]
