from django.urls import path

from accounts.views import directory, ledger, own

app_name = "accounts"
urlpatterns = [
    path("me/", own.Own.as_view(), name="own"),
    path("people/", directory.PersonList.as_view(), name="person-list"),
    path("people/enter/", directory.PersonEnter.as_view(), name="person-enter"),
    path("people/<int:pk>/", directory.PersonDetail.as_view(), name="person-detail"),
    path("people/<int:pk>/post/", directory.PostGive.as_view(), name="person-give-post"),
    path("people/<int:pk>/post/<int:post>/end/", directory.PostEnd.as_view(), name="person-end-post"),
    path("people/<int:pk>/disable/", directory.PersonDisable.as_view(), name="person-disable"),
    path("people/<int:pk>/clearance/", directory.Clearance.as_view(), name="person-clearance"),
    path("units/", directory.UnitList.as_view(), name="unit-list"),
    path("units/open/", directory.UnitOpen.as_view(), name="unit-open"),
    path("ledger/", ledger.Ledger.as_view(), name="ledger"),
]
