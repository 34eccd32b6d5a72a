"""What of allauth is in use: signing in and out, one's own password, the second factor. No mail."""

from allauth.account import views
from django.urls import include, path

from accounts.views.password import ChangeOwn

urlpatterns = [
    path("login/", views.login, name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("password/change/", ChangeOwn.as_view(), name="account_change_password"),
    path("2fa/", include("allauth.mfa.urls")),
]
