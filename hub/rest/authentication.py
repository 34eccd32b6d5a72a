"""Who is asking: a person with a session, or a system with a token of its own service person."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.authentication import SessionScheme
from drf_spectacular.contrib.django_oauth_toolkit import DjangoOAuthToolkitScheme
from oauth2_provider.contrib.rest_framework import OAuth2Authentication
from rest_framework import authentication, exceptions
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request

CHALLENGE = 'Bearer realm="api"'


class SessionAuthentication(authentication.SessionAuthentication):
    """A session, with CSRF protection. Being asked first, it also states how to sign in (401, not 403)."""

    def authenticate_header(self, request: Request) -> str:
        return CHALLENGE


class SignedInScheme(SessionScheme):
    """How the description of the interface names ``SessionAuthentication``."""

    target_class = SessionAuthentication  # type: ignore[assignment]
    match_subclasses = True


class ClientAuthentication(OAuth2Authentication):
    """OAuth 2 client credentials: the client acts as its own service person, never as somebody else."""

    def authenticate(self, request: Request) -> tuple[Any, Any] | None:
        granted = super().authenticate(request)
        if granted is None:
            return None
        token = granted[1]
        person = token.application.user if token.application else None
        if person is None or not self.may_act(person):
            raise exceptions.AuthenticationFailed(_("This client acts for nobody."))
        return person, token

    def may_act(self, person: Any) -> bool:
        """Asked at every request, so that access ends with the person and not with the token."""
        return bool(person.is_active)


class ClientScheme(DjangoOAuthToolkitScheme):
    """How the description of the interface names ``ClientAuthentication`` and what is made from it."""

    target_class = ClientAuthentication  # type: ignore[assignment]
    match_subclasses = True

    def get_security_requirement(self, auto_schema: Any) -> dict[str, list[str]]:
        return {self.name: ["read" if auto_schema.method in SAFE_METHODS else "write"]}
