from django.urls import path

from accounts.api.audit import AuditLooks, AuditReaders, OwnLooks
from accounts.api.views import Myself, UnitList

app_name = "accounts-api"
urlpatterns = [
    path("units", UnitList.as_view(), name="units"),
    path("me/looks", OwnLooks.as_view(), name="own-looks"),
    path("audit/readers/<slug:number>", AuditReaders.as_view(), name="audit-readers"),
    path("audit/looks", AuditLooks.as_view(), name="audit-looks"),
    path("me", Myself.as_view(), name="me"),
]
