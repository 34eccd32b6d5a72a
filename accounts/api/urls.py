from django.urls import path

from accounts.api.views import Myself, UnitList

app_name = "accounts-api"
urlpatterns = [
    path("units", UnitList.as_view(), name="units"),
    path("me", Myself.as_view(), name="me"),
]
