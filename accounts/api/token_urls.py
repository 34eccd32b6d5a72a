"""Tokens for external systems: client credentials only."""

from django.urls import path
from oauth2_provider.views import RevokeTokenView, TokenView

app_name = "token"
urlpatterns = [
    path("", TokenView.as_view(), name="issue"),
    path("revoke", RevokeTokenView.as_view(), name="revoke"),
]
