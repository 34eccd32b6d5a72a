"""Who is asking: a person with a session, or a system with a token of its own service person."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from oauth2_provider.contrib.rest_framework import OAuth2Authentication
from rest_framework import authentication, exceptions
from rest_framework.request import Request

CHALLENGE = 'Bearer realm="api"'


class SessionAuthentication(authentication.SessionAuthentication):
    """A session, with CSRF protection. Being asked first, it also states how to sign in (401, not 403)."""

    def authenticate_header(self, request: Request) -> str:
        return CHALLENGE


class ClientAuthentication(OAuth2Authentication):
    """OAuth 2 client credentials: the client acts as its own service person, never as somebody else."""

    def authenticate(self, request: Request) -> tuple[Any, Any] | None:
        granted = super().authenticate(request)
        if granted is None:
            return None
        token = granted[1]
        person = token.application.user if token.application else None
        if person is None or not person.is_active:
            raise exceptions.AuthenticationFailed(_("This client acts for nobody."))
        return person, token
