from django.urls import path

from hub.approvals.views import Sheet

app_name = "approvals"
urlpatterns = [path("<int:pk>/", Sheet.as_view(), name="sheet")]
