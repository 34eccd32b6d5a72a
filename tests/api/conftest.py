"""Clients that speak for people of the town, and a way to send what every write needs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from tests.town import person

V1 = "/api/v1"


class Caller(APIClient):
    """A client signed in as somebody of the town. Paths are below /api/v1; answers are given whole."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.force_login(person(name))

    def read(self, path: str, **query: Any) -> Any:
        return self.get(f"{V1}/{path}", query)

    def write(self, path: str, body: Any = None, **headers: str) -> Any:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.post(f"{V1}/{path}", body or {}, format="json", headers=named)

    def step(self, clue: Any, address: str, body: Any = None, **headers: str) -> Any:
        """POST a step of a clue at its present version."""
        clue.refresh_from_db()
        match = {"If_Match": f'"{clue.pk}-{clue.version}"'} | headers
        return self.write(f"clues/{clue.number}/{address}", body, **match)


@pytest.fixture
def by(db: None) -> Callable[[str], Caller]:
    return Caller
