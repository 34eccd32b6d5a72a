"""Somebody of the town with a browser's way of asking."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from tests.pages.approving import Page
from tests.town import person


@pytest.fixture
def acting(db: None) -> Callable[[str], Client]:
    def as_(name: str) -> Client:
        client = Client(headers={"accept-language": "en"})
        client.cookies["django_language"] = "en"
        client.force_login(person(name), backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return as_


@pytest.fixture
def page(acting: Callable[[str], Client]) -> Callable[..., Page]:
    """Somebody of the tables before the pages of an approval."""
    return lambda approval, letter: Page(acting, approval, letter)
