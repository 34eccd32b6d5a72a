from django.urls import path

from hub.events import views

app_name = "events"
urlpatterns = [
    path("", views.NoticeList.as_view(), name="notice-list"),
    path("read/", views.MarkRead.as_view(), name="notice-read"),
    path("badge/", views.Badge.as_view(), name="badge"),
    path("fresh/", views.Fresh.as_view(), name="fresh"),
]
