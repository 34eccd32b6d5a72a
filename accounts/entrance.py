"""The entrance: who may come in, and who may stay. Access ends with the post, not with the session."""

from __future__ import annotations

from collections.abc import Callable

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from accounts.models import Person


def may_stay(person: Person) -> bool:
    """Whether the person is active and holds a post today."""
    return person.is_active and bool(person.current_posts)


class Entrance(DefaultAccountAdapter):
    """Sign-in by an administrator's invitation only; nobody enters without a valid post."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_login(self, request: HttpRequest, user: Person, **kwargs: object) -> HttpResponse | None:
        if not may_stay(user):
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **kwargs)


class StandingMiddleware:
    """Signs a person out with the first request after their access ended."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and not may_stay(request.user):
            logout(request)
        return self.get_response(request)
