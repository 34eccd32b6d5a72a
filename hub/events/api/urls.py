from django.urls import path

from hub.events.api.views import NoticeList, NoticesRead

app_name = "events-api"
urlpatterns = [
    path("notices", NoticeList.as_view(), name="notices"),
    path("notices/read", NoticesRead.as_view(), name="notices-read"),
]
