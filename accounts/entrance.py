"""The entrance: who may come in, and who may stay. Access ends with the post, not with the session."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth import logout
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from accounts.models import Person
from accounts.passwords import change_own_password, check_is_new, has_run_out
from accounts.policies import may_act
from hub.kernel.errors import Invalid

# All that is open to a person who must choose a password first.
ANTEROOM = ("account_change_password", "account_logout", "set_language")
# The interface answers by itself (`accounts.api.authentication`): a script cannot follow to a page.
INTERFACE = "/api/"


def may_stay(person: Person) -> bool:
    """Whether the person is active, holds a post today, and has no one-time password that has run out."""
    return person.is_active and bool(person.current_posts) and not has_run_out(person)


class Entrance(DefaultAccountAdapter):
    """Sign-in by an administrator's invitation only; nobody enters without a valid post."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_login(self, request: HttpRequest, user: Person, **kwargs: object) -> HttpResponse | None:
        if has_run_out(user):
            return render(request, "account/password_run_out.html", status=403)
        if not may_stay(user):
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **kwargs)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("home")

    def clean_password(self, password: str, user: Any = None) -> str:
        if user is not None:
            _as_form_error(check_is_new, user, password)
        return super().clean_password(password, user)

    def set_password(self, user: Person, password: str) -> None:
        change_own_password(user, password)


def _as_form_error(check: Callable[[Person, str], None], user: Person, password: str) -> None:
    try:
        check(user, password)
    except Invalid as refusal:
        raise ValidationError([said for each in refusal.fields.values() for said in each]) from None


class StandingMiddleware:
    """Signs a person out with the first request after their access ended, and lets nobody past a password
    that somebody else knows."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        person = request.user
        if person.is_authenticated and not may_stay(person):
            logout(request)
        elif person.is_authenticated and not may_act(person) and not _is_open(request.path):
            return HttpResponseRedirect(reverse("account_change_password"))
        return self.get_response(request)


def _is_open(path: str) -> bool:
    return path.startswith(INTERFACE) or path in {reverse(name) for name in ANTEROOM}
