"""Tokens for external systems: client credentials only."""

from django.urls import path
from oauth2_provider.views import RevokeTokenView

from accounts.api.token import ClientToken

app_name = "token"
urlpatterns = [
    path("", ClientToken.as_view(), name="issue"),
    path("revoke", RevokeTokenView.as_view(), name="revoke"),
]
