"""Somebody of the town with a browser's way of asking."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from tests.town import person


@pytest.fixture
def acting(db: None) -> Callable[[str], Client]:
    def as_(name: str) -> Client:
        client = Client(headers={"accept-language": "en"})
        client.cookies["django_language"] = "en"
        client.force_login(person(name), backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return as_
