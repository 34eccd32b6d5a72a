from django.urls import path

from accounts.views import audit, changes, directory, ledger, loads, looks, own, password, recusals, units

app_name = "accounts"
urlpatterns = [
    path("me/", own.Own.as_view(), name="own"),
    path("people/", directory.PersonList.as_view(), name="person-list"),
    path("people/enter/", directory.PersonEnter.as_view(), name="person-enter"),
    path("people/load/", loads.PeopleLoad.as_view(), name="person-load"),
    path("people/<int:pk>/", directory.PersonDetail.as_view(), name="person-detail"),
    path("people/<int:pk>/post/", changes.PostGive.as_view(), name="person-give-post"),
    path("people/<int:pk>/post/<int:post>/end/", changes.PostEnd.as_view(), name="person-end-post"),
    path("people/<int:pk>/former/", changes.FormerPostEnter.as_view(), name="person-former-post"),
    path(
        "people/<int:pk>/former/<int:former>/strike/",
        changes.FormerPostStrike.as_view(),
        name="person-strike-former-post",
    ),
    path("people/<int:pk>/branch/", changes.Branch.as_view(), name="person-branch"),
    path("people/<int:pk>/disable/", changes.PersonDisable.as_view(), name="person-disable"),
    path("people/<int:pk>/clearance/", changes.Clearance.as_view(), name="person-clearance"),
    path("people/<int:pk>/password/", password.PasswordGive.as_view(), name="person-password"),
    path("units/", units.UnitList.as_view(), name="unit-list"),
    path("units/open/", units.UnitOpen.as_view(), name="unit-open"),
    path("units/<int:pk>/move/", units.UnitMove.as_view(), name="unit-move"),
    path("units/<int:pk>/close/", units.UnitClose.as_view(), name="unit-close"),
    path("units/load/", loads.UnitsLoad.as_view(), name="unit-load"),
    path("loads/<int:pk>/", loads.LoadDetail.as_view(), name="load-detail"),
    path("loads/<int:pk>/refused/", loads.LoadRefused.as_view(), name="load-refused"),
    path("recusals/", recusals.RecusalList.as_view(), name="recusal-list"),
    path("recusals/declare/", recusals.RecusalDeclare.as_view(), name="recusal-declare"),
    path("recusals/<int:pk>/end/", recusals.RecusalEnd.as_view(), name="recusal-end"),
    path("me/looks/", looks.OwnLooks.as_view(), name="own-looks"),
    path("ledger/", ledger.Ledger.as_view(), name="ledger"),
    path("audit/readers/", audit.Readers.as_view(), name="audit-readers"),
    path("audit/looks/", looks.AllLooks.as_view(), name="audit-looks"),
]
